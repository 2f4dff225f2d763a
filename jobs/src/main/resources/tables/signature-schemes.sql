-- title: Signature schemes by month
-- group: today
-- definition: What each side signed the handshake with: the server in ServerKeyExchange (TLS 1.2) or CertificateVerify, the client in
--   CertificateVerify. TLS 1.3 hides both without a key log; before TLS 1.2 a signature names no scheme.
-- population: connections in which a signature of this side was seen that names its scheme
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column side: who signed: server or client
-- column scheme: IANA name
-- column connections: connections with it
-- column month_connections: connections with any, of this side
-- column percent: connections of month_connections
-- column servers: distinct addresses of servers
-- plot: shares x=month series=scheme y=connections panel=side title="Signature schemes"
WITH signed AS (
  SELECT vantage, month, 'server' AS side, tls.signature_scheme AS scheme, tls_server_address FROM handshakes
  UNION ALL
  SELECT vantage, month, 'client' AS side, tls.client_signature_scheme AS scheme, tls_server_address FROM handshakes
)
SELECT vantage,
       month,
       side,
       scheme,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, month, side) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month, side) AS percent,
       count(DISTINCT tls_server_address) AS servers
FROM signed
WHERE scheme IS NOT NULL
GROUP BY vantage, month, side, scheme
ORDER BY vantage DESC, month, side DESC, connections DESC, scheme
