-- title: Latency of OCSP beside that of the TLS handshake that waits for it
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: TLS latency is from the ClientHello to the first application data of the server; OCSP latency is the sum of the
--   lookup times of the exchanges that are tied to the handshake; the ratio is of the two for each handshake. An exchange is
--   tied to a handshake of the same client for the same responder, issuer and serial number within 6 minutes.
-- population: TLS connections with application data of the server, to which at least one whole exchange is tied
-- column series: OCSP (milliseconds), TLS (milliseconds) and ratio; TLS also for handshakes with one exchange, and with more
-- column handshakes: TLS connections of the series
-- column median: median of the series
-- column cumulative_percent: percentage of its handshakes with no more
-- column value: than this, in the unit of the series
-- published: series
-- plot: cdf x=value series=series y=cumulative_percent xlog=true title="OCSP and TLS latency" xlabel="milliseconds, or ratio"
WITH asked AS (
  SELECT tls_connection_id AS connection_id,
         count(*) AS exchanges,
         sum(CAST(round(1e9 * lookup_time) AS BIGINT)) AS ocsp_nanos
  FROM ocsp_exchanges
  WHERE lookup_time IS NOT NULL AND tls_connection_id IS NOT NULL
  GROUP BY tls_connection_id
),
handshakes AS (
  SELECT a.exchanges,
         a.ocsp_nanos / 1e6 AS ocsp_milliseconds,
         (unix_micros(c.tls.first_application_data_time) - unix_micros(c.tls.client_hello_time)) / 1e3 AS tls_milliseconds
  FROM asked AS a
  JOIN connections AS c ON c.connection_id = a.connection_id
  WHERE c.tls.first_application_data_time > c.tls.client_hello_time
),
measured AS (
  SELECT 'OCSP (milliseconds)' AS series, ocsp_milliseconds AS value FROM handshakes
  UNION ALL
  SELECT 'TLS (milliseconds)', tls_milliseconds FROM handshakes
  UNION ALL
  SELECT 'ratio', ocsp_milliseconds / tls_milliseconds FROM handshakes
  UNION ALL
  SELECT CASE WHEN exchanges = 1 THEN 'TLS with one OCSP (milliseconds)'
              ELSE 'TLS with more than one OCSP (milliseconds)' END,
         tls_milliseconds
  FROM handshakes
),
quantiles AS (
  SELECT series,
         count(*) AS handshakes,
         percentile(value, 0.5) AS median,
         percentile(value, transform(sequence(0, 100), p -> p / 100D)) AS values
  FROM measured
  GROUP BY series
)
SELECT series,
       handshakes,
       median,
       CAST(percent AS DOUBLE) AS cumulative_percent,
       value
FROM quantiles
LATERAL VIEW posexplode(values) AS percent, value
ORDER BY array_position(array('OCSP (milliseconds)', 'TLS (milliseconds)', 'ratio'), series) = 0,
         array_position(array('OCSP (milliseconds)', 'TLS (milliseconds)', 'ratio'), series),
         series DESC,
         percent
