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
         percentile(value, array(
           0D, 0.01D, 0.02D, 0.03D, 0.04D, 0.05D, 0.06D, 0.07D, 0.08D, 0.09D, 0.1D, 0.11D, 0.12D, 0.13D, 0.14D, 0.15D, 0.16D,
           0.17D, 0.18D, 0.19D, 0.2D, 0.21D, 0.22D, 0.23D, 0.24D, 0.25D, 0.26D, 0.27D, 0.28D, 0.29D, 0.3D, 0.31D, 0.32D, 0.33D,
           0.34D, 0.35D, 0.36D, 0.37D, 0.38D, 0.39D, 0.4D, 0.41D, 0.42D, 0.43D, 0.44D, 0.45D, 0.46D, 0.47D, 0.48D, 0.49D, 0.5D,
           0.51D, 0.52D, 0.53D, 0.54D, 0.55D, 0.56D, 0.57D, 0.58D, 0.59D, 0.6D, 0.61D, 0.62D, 0.63D, 0.64D, 0.65D, 0.66D, 0.67D,
           0.68D, 0.69D, 0.7D, 0.71D, 0.72D, 0.73D, 0.74D, 0.75D, 0.76D, 0.77D, 0.78D, 0.79D, 0.8D, 0.81D, 0.82D, 0.83D, 0.84D,
           0.85D, 0.86D, 0.87D, 0.88D, 0.89D, 0.9D, 0.91D, 0.92D, 0.93D, 0.94D, 0.95D, 0.96D, 0.97D, 0.98D, 0.99D, 1D)) AS values
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
