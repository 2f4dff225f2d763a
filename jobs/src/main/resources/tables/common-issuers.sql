-- title: The most common issuers of servers' certificates
-- group: 2016
-- definition: By the organization in the issuer's name, else its common name; self-signed certificates are together. At most
--   100 of each vantage.
-- population: distinct certificates that servers sent first in their chains, that parse
-- column vantage: passive or active
-- column issuer: organization or common name of the issuer; (self-signed); (no name)
-- column certificates: distinct certificates
-- column all_certificates: of all issuers
-- column certificates_percent: certificates of all_certificates
-- column connections: connections in which one was sent
-- column all_connections: with a certificate of any issuer
-- column connections_percent: connections of all_connections
-- column servers: distinct server addresses that sent one
WITH leaves AS (
  SELECT h.vantage,
         h.tls_server_address,
         c.sha256,
         CASE WHEN c.self_signed THEN '(self-signed)'
              ELSE coalesce(c.issuer_organization, c.issuer_common_name, '(no name)') END AS issuer
  FROM handshakes AS h
  JOIN certificates AS c ON c.sha256 = get(h.tls.server_chain, 0)
  WHERE size(h.tls.server_chain) > 0 AND c.issuer IS NOT NULL
),
counts AS (
  SELECT vantage,
         issuer,
         count(DISTINCT sha256) AS certificates,
         count(*) AS connections,
         count(DISTINCT tls_server_address) AS servers
  FROM leaves
  GROUP BY vantage, issuer
),
ranked AS (
  SELECT *,
         sum(certificates) OVER (PARTITION BY vantage) AS all_certificates,
         sum(connections) OVER (PARTITION BY vantage) AS all_connections,
         row_number() OVER (PARTITION BY vantage ORDER BY certificates DESC, connections DESC, issuer) AS rank
  FROM counts
)
SELECT vantage,
       issuer,
       certificates,
       all_certificates,
       100e0 * certificates / all_certificates AS certificates_percent,
       connections,
       all_connections,
       100e0 * connections / all_connections AS connections_percent,
       servers
FROM ranked
WHERE rank <= 100
ORDER BY vantage DESC, rank
