-- title: DNS that is encrypted
-- group: today
-- paper: "Large Scale Measurement on the Adoption of Encrypted DNS", 2021 (García, Hynek et al.)
-- definition: DNS over TLS: port 853 over TCP, or the ALPN protocol dot (RFC 7858). DNS over QUIC: port 853 over QUIC, or doq (RFC
--   9250). DNS over DTLS: port 853 over DTLS (RFC 8094). DNS over HTTPS, by TCP or QUIC, looks like other HTTPS: it is
--   counted where the server name is a known resolver's (views doh_resolvers, doh_names).
-- population: connections with TLS, DTLS or QUIC
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column kind: DNS over TLS, QUIC, HTTPS or DTLS
-- column connections: connections
-- column established: connections whose handshake was established
-- column clients: distinct addresses of clients
-- column resolvers: distinct addresses of servers
-- column month_connections: connections with TLS, DTLS or QUIC in the month
-- column percent: connections of month_connections
-- plot: lines x=month series=kind y=connections panel=vantage title="Encrypted DNS"
WITH told AS (
  SELECT vantage,
         month,
         tls_client_address,
         tls_server_address,
         h.tls.established AS established,
         CASE WHEN h.tls.transport = 'quic' AND (tls_server_port = 853 OR array_contains(h.tls.client_hello.alpn, 'doq'))
                THEN 'DNS over QUIC'
              WHEN h.tls.transport = 'tls' AND (tls_server_port = 853 OR array_contains(h.tls.client_hello.alpn, 'dot'))
                THEN 'DNS over TLS'
              WHEN h.tls.transport = 'dtls' AND tls_server_port = 853 THEN 'DNS over DTLS'
              WHEN n.server_name IS NOT NULL THEN 'DNS over HTTPS' END AS kind
  FROM handshakes AS h
  LEFT JOIN doh_names AS n ON n.server_name = h.tls.server_name
),
months AS (
  SELECT vantage, month, count(*) AS month_connections FROM told GROUP BY vantage, month
)
SELECT t.vantage,
       t.month,
       t.kind,
       count(*) AS connections,
       count_if(t.established) AS established,
       count(DISTINCT t.tls_client_address) AS clients,
       count(DISTINCT t.tls_server_address) AS resolvers,
       m.month_connections,
       100e0 * count(*) / m.month_connections AS percent
FROM told AS t
JOIN months AS m ON m.vantage = t.vantage AND m.month = t.month
WHERE t.kind IS NOT NULL
GROUP BY t.vantage, t.month, t.kind, m.month_connections
ORDER BY t.vantage DESC, t.month, connections DESC, t.kind
