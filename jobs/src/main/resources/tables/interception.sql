-- title: Certificates of products that intercept TLS
-- group: today
-- paper: "The Security Impact of HTTPS Interception", NDSS 2017 (Durumeric et al.)
-- definition: By the issuer of the server's certificate, beside the view interception_issuers, as "Inside Certificate Chains
--   Beyond Public Issuers" (IMC 2025) has its category of interception; issuers that census validate found public do not count.
--   The paper compares User-Agents with ClientHellos at the server's end; here the ClientHello (JA4) is the client's own.
-- population: connections in which the server showed a certificate that parses
-- column vantage: passive or active
-- column kind: antivirus, gateway, debugging, filter or malware
-- column product: name of the product or its vendor
-- column connections: connections with such a certificate
-- column all_connections: connections in which the server showed a certificate that parses
-- column percent: connections of all_connections
-- column certificates: distinct certificates
-- column clients: distinct addresses of clients
-- column server_names: distinct names that were asked for
-- column ja4s: distinct JA4 of the clients
-- plot: bars x=product y=connections panel=vantage title="Interception by issuer"
WITH listed AS (
  SELECT i.issuer,
         l.product,
         l.kind,
         row_number() OVER (PARTITION BY i.issuer ORDER BY l.product, l.words) AS place
  FROM (SELECT DISTINCT issuer FROM certificates WHERE issuer IS NOT NULL) AS i
  JOIN interception_issuers AS l ON instr(lower(i.issuer), l.words) > 0
),
shown AS (
  SELECT h.vantage,
         h.tls_client_address,
         h.tls.server_name AS server_name,
         h.tls.ja4 AS ja4,
         c.sha256,
         c.issuer,
         coalesce(k.category, 'non_public') IN ('public', 'hybrid') AS is_public
  FROM handshakes AS h
  JOIN certificates AS c ON c.sha256 = get(h.tls.server_chain, 0)
  LEFT JOIN chains AS k ON k.chain = h.tls.server_chain AND k.side = 'server'
  WHERE c.issuer IS NOT NULL
),
totals AS (
  SELECT vantage, count(*) AS all_connections FROM shown GROUP BY vantage
)
SELECT s.vantage,
       l.kind,
       l.product,
       count(*) AS connections,
       t.all_connections,
       100e0 * count(*) / t.all_connections AS percent,
       count(DISTINCT s.sha256) AS certificates,
       count(DISTINCT s.tls_client_address) AS clients,
       count(DISTINCT s.server_name) AS server_names,
       count(DISTINCT s.ja4) AS ja4s
FROM shown AS s
JOIN listed AS l ON l.issuer = s.issuer AND l.place = 1
JOIN totals AS t ON t.vantage = s.vantage
WHERE NOT s.is_public
GROUP BY s.vantage, l.kind, l.product, t.all_connections
ORDER BY s.vantage DESC, connections DESC, l.product
