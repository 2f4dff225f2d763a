-- title: Time of OCSP lookups
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
           0D, 0.01D, 0.02D, 0.03D, 0.04D, 0.05D, 0.06D, 0.07D, 0.08D, 0.09D, 0.1D, 0.11D, 0.12D, 0.13D, 0.14D, 0.15D, 0.16D,
           0.17D, 0.18D, 0.19D, 0.2D, 0.21D, 0.22D, 0.23D, 0.24D, 0.25D, 0.26D, 0.27D, 0.28D, 0.29D, 0.3D, 0.31D, 0.32D, 0.33D,
           0.34D, 0.35D, 0.36D, 0.37D, 0.38D, 0.39D, 0.4D, 0.41D, 0.42D, 0.43D, 0.44D, 0.45D, 0.46D, 0.47D, 0.48D, 0.49D, 0.5D,
           0.51D, 0.52D, 0.53D, 0.54D, 0.55D, 0.56D, 0.57D, 0.58D, 0.59D, 0.6D, 0.61D, 0.62D, 0.63D, 0.64D, 0.65D, 0.66D, 0.67D,
           0.68D, 0.69D, 0.7D, 0.71D, 0.72D, 0.73D, 0.74D, 0.75D, 0.76D, 0.77D, 0.78D, 0.79D, 0.8D, 0.81D, 0.82D, 0.83D, 0.84D,
           0.85D, 0.86D, 0.87D, 0.88D, 0.89D, 0.9D, 0.91D, 0.92D, 0.93D, 0.94D, 0.95D, 0.96D, 0.97D, 0.98D, 0.99D, 1D)) AS times
  FROM lookups
  GROUP BY series
)
SELECT series,
       lookups,
       median_milliseconds,
       CAST(percent AS DOUBLE) AS cumulative_percent,
       1000 * time AS milliseconds
FROM quantiles
LATERAL VIEW posexplode(times) AS percent, time
ORDER BY array_position(array('all', 'no connection reuse', 'connection reuse', 'GET', 'POST'), series), percent
