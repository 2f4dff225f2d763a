-- title: Certificates that several servers send
-- group: 2016
-- definition: The first certificate of chains; of each vantage the 100 that most addresses send.
-- population: distinct such certificates seen from the vantage
-- column vantage: passive or active
-- column sha256: the certificate, hex
-- column subject: its subject
-- column issuer: its issuer
-- column self_signed: its own key signed it
-- column server_addresses: distinct addresses of servers that sent it
-- column server_ports: distinct ports on which it was sent
-- column connections: connections in which it was sent
-- column certificates: all certificates
-- column shared_certificates: those that more than one address sent
-- column shared_percent: shared_certificates of certificates
WITH uses AS (
  SELECT vantage,
         get(tls.server_chain, 0) AS sha256,
         count(DISTINCT tls_server_address) AS server_addresses,
         count(DISTINCT tls_server_port) AS server_ports,
         count(*) AS connections
  FROM handshakes
  WHERE size(tls.server_chain) > 0
  GROUP BY vantage, get(tls.server_chain, 0)
),
ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY vantage ORDER BY server_addresses DESC, connections DESC, sha256) AS rank,
         count(*) OVER (PARTITION BY vantage) AS certificates,
         count_if(server_addresses > 1) OVER (PARTITION BY vantage) AS shared_certificates
  FROM uses
)
SELECT r.vantage,
       r.sha256,
       c.subject,
       c.issuer,
       c.self_signed,
       r.server_addresses,
       r.server_ports,
       r.connections,
       r.certificates,
       r.shared_certificates,
       100e0 * r.shared_certificates / r.certificates AS shared_percent
FROM ranked AS r
LEFT JOIN certificates AS c ON c.sha256 = r.sha256
WHERE r.rank <= 100 AND r.server_addresses > 1
ORDER BY r.vantage DESC, r.rank
