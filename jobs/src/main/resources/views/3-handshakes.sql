-- title: Connections with a ClientHello or an answer to one
-- definition: all columns of observed where TLS, DTLS or QUIC was seen
SELECT *
FROM observed
WHERE tls IS NOT NULL
