-- title: Who issued the certificates that clients show
-- group: today
-- paper: "Mutual TLS in Practice: A Deep Dive into Certificate Configurations and Privacy Issues", IMC 2024 (Dong et al.)
-- definition: By the organization of the issuer's name, else its common name; the first certificate of each chain counts. At
--   most 50 issuers of each vantage.
-- population: connections in which the client showed a certificate
-- column vantage: passive or active
-- column issuer: organization of the issuer, else its common name; (self-signed), (no name), or (not parsed)
-- column connections: connections with such a certificate
-- column all_connections: connections with any
-- column percent: connections of all_connections
-- column certificates: distinct certificates
-- column clients: distinct addresses of the clients
-- plot: bars x=issuer y=connections title="Issuers of clients' certificates"
WITH shown AS (
  SELECT h.vantage,
         h.tls_client_address,
         get(h.tls.client_chain, 0) AS sha256
  FROM handshakes AS h
  WHERE size(h.tls.client_chain) > 0
),
issued AS (
  SELECT s.vantage,
         s.tls_client_address,
         s.sha256,
         CASE WHEN c.parse_error IS NOT NULL THEN '(not parsed)'
              WHEN c.self_signed THEN '(self-signed)'
              ELSE coalesce(c.issuer_organization, c.issuer_common_name, '(no name)') END AS issuer
  FROM shown AS s
  JOIN certificates AS c ON c.sha256 = s.sha256
),
counts AS (
  SELECT vantage,
         issuer,
         count(*) AS connections,
         sum(count(*)) OVER (PARTITION BY vantage) AS all_connections,
         count(DISTINCT sha256) AS certificates,
         count(DISTINCT tls_client_address) AS clients
  FROM issued
  GROUP BY vantage, issuer
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY vantage ORDER BY connections DESC, issuer) AS place
  FROM counts
)
SELECT vantage,
       issuer,
       connections,
       all_connections,
       100e0 * connections / all_connections AS percent,
       certificates,
       clients
FROM ranked
WHERE place <= 50
ORDER BY vantage DESC, connections DESC, issuer
