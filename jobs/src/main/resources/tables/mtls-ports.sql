-- title: Ports of mutual TLS
-- group: today
-- paper: "Mutual TLS in Practice: A Deep Dive into Certificate Configurations and Privacy Issues", IMC 2024 (Dong et al.)
-- definition: A connection is mutual when both sides showed a certificate. At most 50 ports of each vantage.
-- population: connections in which the server showed a certificate
-- column vantage: passive or active
-- column server_port: port of the TLS server
-- column connections: connections in which the server showed a certificate
-- column mutual: those in which the client showed one
-- column mutual_percent: mutual of connections
-- column all_mutual: mutual connections of all ports
-- column share_percent: mutual of all_mutual
-- column protocol: the protocol that most of the mutual connections have, NULL when it is not known
-- column servers: distinct addresses and ports of the servers of mutual connections
-- plot: bars x=server_port y=mutual title="Mutual TLS by port"
WITH shown AS (
  SELECT vantage, tls_server_port AS server_port, tls_server_address, protocol, size(tls.client_chain) > 0 AS is_mutual
  FROM handshakes
  WHERE size(tls.server_chain) > 0
),
ports AS (
  SELECT vantage,
         server_port,
         count(*) AS connections,
         count_if(is_mutual) AS mutual,
         count(DISTINCT CASE WHEN is_mutual THEN tls_server_address END) AS servers
  FROM shown
  GROUP BY vantage, server_port
),
protocols AS (
  SELECT vantage,
         server_port,
         protocol,
         row_number() OVER (PARTITION BY vantage, server_port ORDER BY count(*) DESC, protocol) AS place
  FROM shown
  WHERE is_mutual
  GROUP BY vantage, server_port, protocol
),
ranked AS (
  SELECT p.*,
         sum(mutual) OVER (PARTITION BY vantage) AS all_mutual,
         row_number() OVER (PARTITION BY vantage ORDER BY mutual DESC, server_port) AS place
  FROM ports AS p
  WHERE mutual > 0
)
SELECT r.vantage,
       r.server_port,
       r.connections,
       r.mutual,
       100e0 * r.mutual / r.connections AS mutual_percent,
       r.all_mutual,
       100e0 * r.mutual / r.all_mutual AS share_percent,
       o.protocol,
       r.servers
FROM ranked AS r
LEFT JOIN protocols AS o ON o.vantage = r.vantage AND o.server_port = r.server_port AND o.place = 1
WHERE r.place <= 50
ORDER BY r.vantage DESC, r.mutual DESC, r.server_port
