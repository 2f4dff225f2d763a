-- title: Time of OCSP lookups
-- group: 2016
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: The first OCSP request on a TCP connection counts from the connection's SYN to the end of the response, later ones
--   from the end of the request to the end of the response. The lookup of the name is not in it. Quantiles are exact, type 7.
-- population: OCSP exchanges by HTTP of which all these times were seen
-- column series: all, no connection reuse, connection reuse, GET or POST
-- column lookups: exchanges of the series
-- column median_milliseconds: median of the series
-- column cumulative_percent: percentage of its lookups that take no longer
-- column milliseconds: than this
-- published: series
-- plot: cdf x=milliseconds series=series y=cumulative_percent xlog=true title="OCSP lookup time"
WITH lookups AS (
  SELECT lookup_time,
         explode(array('all',
                       CASE WHEN connection_reused THEN 'connection reuse' ELSE 'no connection reuse' END,
                       CASE WHEN via = 'http_get' THEN 'GET' ELSE 'POST' END)) AS series
  FROM ocsp_exchanges
  WHERE lookup_time IS NOT NULL
),
quantiles AS (
  SELECT series,
         count(*) AS lookups,
         1000 * percentile(lookup_time, 0.5) AS median_milliseconds,
         percentile(lookup_time, array(
           0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16,
           0.17, 0.18, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25, 0.26, 0.27, 0.28, 0.29, 0.3, 0.31, 0.32, 0.33,
           0.34, 0.35, 0.36, 0.37, 0.38, 0.39, 0.4, 0.41, 0.42, 0.43, 0.44, 0.45, 0.46, 0.47, 0.48, 0.49, 0.5,
           0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57, 0.58, 0.59, 0.6, 0.61, 0.62, 0.63, 0.64, 0.65, 0.66, 0.67,
           0.68, 0.69, 0.7, 0.71, 0.72, 0.73, 0.74, 0.75, 0.76, 0.77, 0.78, 0.79, 0.8, 0.81, 0.82, 0.83, 0.84,
           0.85, 0.86, 0.87, 0.88, 0.89, 0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 1)) AS times
  FROM lookups
  GROUP BY series
)
SELECT series,
       lookups,
       median_milliseconds,
       CAST(percent AS DOUBLE) AS cumulative_percent,
       1000 * get(times, percent) AS milliseconds
FROM (SELECT *, explode(sequence(0, 100)) AS percent FROM quantiles)
ORDER BY array_position(array('all', 'no connection reuse', 'connection reuse', 'GET', 'POST'), series), percent
