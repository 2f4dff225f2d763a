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
         percentile(lookup_time, transform(sequence(0, 100), p -> p / 100D)) AS times
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
