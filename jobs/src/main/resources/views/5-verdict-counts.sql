-- title: Verdicts on the chains of protocols that upgrade, begin with TLS, or are HTTPS, of connections and of servers
-- definition: judged_chains to the ports of upgrade_ports and to 443 that do not speak another protocol. A server (address)
--   counts once a port, by its last connection.
-- column port: TCP port of the server
-- column service: as in upgrade_ports, or HTTPS
-- column in_paper: as in upgrade_ports
-- column unit: connections or servers
-- column verdict: as in judged_chains
-- column members: connections or servers with this verdict
-- column pool_members: those whose verdict needed a certificate that the server did not send
WITH services AS (
  SELECT port, service, in_paper, detected FROM upgrade_ports
  UNION ALL
  SELECT 443, 'HTTPS', false, ',http,'
),
judged AS (
  SELECT j.vantage,
         j.trust_store,
         s.port,
         s.service,
         s.in_paper,
         j.tls_server_address,
         j.start_time,
         j.connection_id,
         j.verdict,
         j.used_pool
  FROM judged_chains AS j
  JOIN services AS s ON s.port = j.tls_server_port
  WHERE j.transport = 'tcp' AND (j.protocol IS NULL OR instr(s.detected, concat(',', j.protocol, ',')) > 0)
),
last_of_server AS (
  SELECT *,
         row_number() OVER (
           PARTITION BY vantage, trust_store, port, service, in_paper, tls_server_address
           ORDER BY start_time DESC, connection_id DESC
         ) AS age
  FROM judged
)
SELECT vantage,
       trust_store,
       port,
       service,
       in_paper,
       'connections' AS unit,
       verdict,
       count(*) AS members,
       count_if(used_pool) AS pool_members
FROM judged
GROUP BY vantage, trust_store, port, service, in_paper, verdict
UNION ALL
SELECT vantage,
       trust_store,
       port,
       service,
       in_paper,
       'servers' AS unit,
       verdict,
       count(*) AS members,
       count_if(used_pool) AS pool_members
FROM last_of_server
WHERE age = 1
GROUP BY vantage, trust_store, port, service, in_paper, verdict
