-- title: Verdicts by port, of connections and of servers
-- definition: A server (address) counts once a port, by its last connection.
-- column port: TCP port of the server
-- column unit: connections or servers
-- column verdict: as in judged_chains
-- column members: connections or servers with this verdict
-- column pool_members: those whose verdict needed a certificate that the server did not send
WITH by_server AS (
  SELECT vantage,
         trust_store,
         server_port,
         protocol,
         server_address,
         max_by(struct(verdict, used_pool), struct(start_time, connection_id)) AS last
  FROM judged_chains
  WHERE transport = 'tcp'
  GROUP BY vantage, trust_store, server_port, protocol, server_address
)
SELECT vantage,
       trust_store,
       server_port AS port,
       protocol,
       'connections' AS unit,
       verdict,
       count(*) AS members,
       count_if(used_pool) AS pool_members
FROM judged_chains
WHERE transport = 'tcp'
GROUP BY vantage, trust_store, server_port, protocol, verdict
UNION ALL
SELECT vantage,
       trust_store,
       server_port AS port,
       protocol,
       'servers' AS unit,
       last.verdict,
       count(*) AS members,
       count_if(last.used_pool) AS pool_members
FROM by_server
GROUP BY vantage, trust_store, server_port, protocol, last.verdict
