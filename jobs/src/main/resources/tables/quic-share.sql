-- title: QUIC, TLS over TCP, and DTLS by month
-- group: today
-- population: connections with a ClientHello or an answer to one
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column transport: tls (over TCP), quic or dtls
-- column connections: connections
-- column month_connections: connections of all three
-- column percent: connections of month_connections
-- column bytes: payload bytes of TCP or UDP, both ways
-- column month_bytes: of all three
-- column bytes_percent: bytes of month_bytes
-- column quic_versions: QUIC versions seen
-- plot: shares x=month series=transport y=connections panel=vantage title="Connections by transport"
-- plot: shares x=month series=transport y=bytes panel=vantage title="Bytes by transport"
WITH sizes AS (
  SELECT vantage, month, tls.transport AS transport, tls.quic_version AS quic_version, client_bytes + server_bytes AS bytes
  FROM handshakes
)
SELECT vantage,
       month,
       transport,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, month) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month) AS percent,
       sum(bytes) AS bytes,
       sum(sum(bytes)) OVER (PARTITION BY vantage, month) AS month_bytes,
       100e0 * sum(bytes) / nullif(sum(sum(bytes)) OVER (PARTITION BY vantage, month), 0) AS bytes_percent,
       array_sort(collect_set(quic_version)) AS quic_versions
FROM sizes
GROUP BY vantage, month, transport
ORDER BY vantage DESC, month, connections DESC, transport
