-- title: Negotiated versions by month
-- group: today
-- population: connections in which the server chose a version, TLS, DTLS and QUIC
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column version: negotiated version
-- column connections: connections with this version
-- column established: those whose handshake was completed
-- column month_connections: connections with any version
-- column percent: connections of month_connections
-- plot: shares x=month series=version y=connections panel=vantage title="Negotiated versions"
SELECT vantage,
       month,
       tls.version AS version,
       count(*) AS connections,
       count_if(tls.established) AS established,
       sum(count(*)) OVER (PARTITION BY vantage, month) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month) AS percent
FROM handshakes
WHERE tls.version IS NOT NULL
GROUP BY vantage, month, tls.version
ORDER BY vantage DESC, month, connections DESC, version
