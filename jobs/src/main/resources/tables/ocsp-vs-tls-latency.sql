-- title: Latency of OCSP beside that of the TLS handshake that waits for it
-- group: 2016
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
measures AS (
  SELECT series,
         count(*) AS handshakes,
         percentile(value, 0.5) AS median,
         percentile(value, array(
           0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16,
           0.17, 0.18, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25, 0.26, 0.27, 0.28, 0.29, 0.3, 0.31, 0.32, 0.33,
           0.34, 0.35, 0.36, 0.37, 0.38, 0.39, 0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.46, 0.47, 0.48, 0.49, 0.5,
           0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57, 0.58, 0.59, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67,
           0.68, 0.69, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75, 0.76, 0.77, 0.78, 0.79, 0.8, 0.81, 0.82, 0.83, 0.84,
           0.85, 0.86, 0.87, 0.88, 0.89, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1)) AS quantiles
  FROM measured
  GROUP BY series
)
SELECT series,
       handshakes,
       median,
       CAST(percent AS DOUBLE) AS cumulative_percent,
       get(quantiles, percent) AS value
FROM (SELECT *, explode(sequence(0, 100)) AS percent FROM measures)
ORDER BY array_position(array('OCSP (milliseconds)', 'TLS (milliseconds)', 'ratio'), series) = 0,
         array_position(array('OCSP (milliseconds)', 'TLS (milliseconds)', 'ratio'), series),
         series DESC,
         percent
