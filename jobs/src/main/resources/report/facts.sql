-- title: What archive this is
-- column sites: sites
-- column first_day: first packet
-- column last_day: last packet
-- column captures: captures
-- column bytes: of capture files
-- column packets: packets
-- column connections: connections
-- column tls_connections: with TLS, DTLS or QUIC
-- column lost_percent: of their bytes not captured
WITH files AS (
  SELECT count(DISTINCT site) AS sites,
         CAST(min(first_time) AS DATE) AS first_day,
         CAST(max(last_time) AS DATE) AS last_day,
         count(*) AS captures,
         CAST(sum(bytes) AS BIGINT) AS bytes,
         CAST(sum(packets) AS BIGINT) AS packets
  FROM captures
),
flows AS (
  SELECT count(*) AS connections,
         count(tls) AS tls_connections,
         sum(client_bytes + server_bytes) AS seen,
         sum(coalesce(client_missing_bytes, 0) + coalesce(server_missing_bytes, 0)) AS lost
  FROM connections
)
SELECT f.sites,
       f.first_day,
       f.last_day,
       f.captures,
       f.bytes,
       f.packets,
       c.connections,
       c.tls_connections,
       1e2 * c.lost / nullif(c.seen + c.lost, 0) AS lost_percent
FROM files AS f
CROSS JOIN flows AS c
