-- title: OCSP queries and servers by delivery network
-- group: 2016
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: CDN is a host of a third-party delivery network, or of a certification authority's own: by the aliases in the
--   archive's DNS answers, else the user's lookups, else the server's address. A server is a host name.
-- population: OCSP requests by HTTP with a host
-- column kind: CDN, other or total
-- column queries: requests
-- column queries_percent: of all queries
-- column servers: distinct host names; one that was seen with and without a delivery network counts as CDN
-- column servers_percent: of all servers
-- plot: bars x=kind y=queries_percent,servers_percent title="OCSP by delivery network" ylabel="percent"
WITH hosts AS (
  SELECT host, count(*) AS queries, count(network) AS cdn_queries
  FROM ocsp_exchanges
  WHERE host IS NOT NULL
  GROUP BY host
),
kinds AS (
  SELECT CASE WHEN cdn_queries > 0 THEN 'CDN' ELSE 'other' END AS kind,
         queries
  FROM hosts
),
counts AS (
  SELECT coalesce(kind, 'total') AS kind, sum(queries) AS queries, count(*) AS servers
  FROM kinds
  GROUP BY GROUPING SETS ((kind), ())
)
SELECT kind,
       queries,
       100e0 * queries / max(queries) OVER () AS queries_percent,
       servers,
       100e0 * servers / max(servers) OVER () AS servers_percent
FROM counts
WHERE servers > 0
ORDER BY array_position(array('CDN', 'other', 'total'), kind)
