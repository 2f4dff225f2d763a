-- title: The ten OCSP servers that are asked most
-- group: 2016
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: A server is a host name. Its delivery network is the one with most of its lookups.
-- population: OCSP requests by HTTP with a host
-- column host: host name; then all others, and the total
-- column cdn: observed delivery network; NULL when there is none
-- column lookups: requests
-- column lookups_percent: of all requests
-- plot: bars x=host y=lookups title="OCSP servers"
WITH networks AS (
  SELECT host, network, count(*) AS lookups
  FROM ocsp_exchanges
  WHERE host IS NOT NULL
  GROUP BY host, network
),
hosts AS (
  SELECT host,
         max_by(network, struct(lookups, network)) AS cdn,
         sum(lookups) AS lookups
  FROM networks
  GROUP BY host
),
ranked AS (
  SELECT *, row_number() OVER (ORDER BY lookups DESC, host) AS place
  FROM hosts
),
shown AS (
  SELECT place, host, cdn, lookups FROM ranked WHERE place <= 10
  UNION ALL
  SELECT 11, concat('all ', count(*), ' others'), NULL, sum(lookups) FROM ranked WHERE place > 10 HAVING count(*) > 0
  UNION ALL
  SELECT 12, 'total', NULL, sum(lookups) FROM ranked HAVING count(*) > 0
)
SELECT host,
       cdn,
       lookups,
       100e0 * lookups / max(lookups) OVER () AS lookups_percent
FROM shown
ORDER BY place
