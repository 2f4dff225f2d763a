-- title: In how many connections can the server's certificate be seen?
-- group: today
-- definition: The first that fits: visible (a chain was seen); no_answer (no ServerHello was seen); resumed (none is sent);
--   hidden (TLS 1.3 encrypts it); not_sent (anonymous, pre-shared keys and the like need none); lost (bytes of the server
--   are missing in the capture); not_captured (the connection, or the capture, ended before it).
-- population: connections with a ClientHello or an answer to one
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column visibility: see the definition
-- column connections: such connections
-- column month_connections: all connections
-- column percent: connections of month_connections
-- plot: shares x=month series=visibility y=connections panel=vantage title="Visibility of server certificates"
WITH seen AS (
  SELECT vantage,
         month,
         CASE WHEN tls.server_chain IS NOT NULL THEN 'visible'
              WHEN tls.version IS NULL THEN 'no_answer'
              WHEN tls.resumed THEN 'resumed'
              WHEN tls.version LIKE '%tls1.3%' THEN 'hidden'
              WHEN regexp_like(upper(tls.cipher_suite),
                               '_ANON_|_PSK_|_SRP_SHA_WITH|_KRB5_|_ECCPWD_|TLS_NULL_WITH_NULL_NULL')
                   AND NOT regexp_like(upper(tls.cipher_suite), 'RSA_PSK') THEN 'not_sent'
              WHEN coalesce(server_missing_bytes, 0) > 0 THEN 'lost'
              ELSE 'not_captured' END AS visibility
  FROM handshakes
)
SELECT vantage,
       month,
       visibility,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, month) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month) AS percent
FROM seen
GROUP BY vantage, month, visibility
ORDER BY vantage DESC, month, connections DESC, visibility
