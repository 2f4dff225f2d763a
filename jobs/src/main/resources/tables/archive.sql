-- title: Sites of the archive
-- definition: Lost bytes are gaps in the sequence space of TCP connections: packets that the capture has not.
-- population: all captures; connections are those in the table of connections
-- column site: site of the manifest
-- column vantage: passive or active
-- column captures: capture files
-- column damaged_captures: captures with damage; the packets around it are used
-- column bytes: bytes of the capture files as stored
-- column packets: packet records
-- column decoded_packets: packets decoded down to TCP or UDP
-- column decoded_percent: decoded_packets of packets
-- column first_packet: earliest packet
-- column last_packet: latest packet
-- column connections: connections in the table
-- column tls_connections: those with TLS, DTLS or QUIC
-- column seen_bytes: payload bytes of the connections
-- column lost_bytes: payload bytes that the captures lack
-- column lost_percent: lost_bytes of seen and lost bytes
WITH files AS (
  SELECT site,
         coalesce(min(vantage), 'passive') AS vantage,
         count(*) AS captures,
         count(damage) AS damaged_captures,
         sum(bytes) AS bytes,
         sum(packets) AS packets,
         coalesce(sum(packets_by_reason['decoded']), 0) AS decoded_packets,
         min(first_time) AS first_packet,
         max(last_time) AS last_packet
  FROM captures
  GROUP BY site
),
flows AS (
  SELECT site,
         count(*) AS connections,
         count(tls) AS tls_connections,
         sum(client_bytes + server_bytes) AS seen_bytes,
         sum(coalesce(client_missing_bytes, 0) + coalesce(server_missing_bytes, 0)) AS lost_bytes
  FROM connections
  GROUP BY site
)
SELECT f.site,
       f.vantage,
       f.captures,
       f.damaged_captures,
       f.bytes,
       f.packets,
       f.decoded_packets,
       100e0 * f.decoded_packets / nullif(f.packets, 0) AS decoded_percent,
       f.first_packet,
       f.last_packet,
       coalesce(c.connections, 0) AS connections,
       coalesce(c.tls_connections, 0) AS tls_connections,
       coalesce(c.seen_bytes, 0) AS seen_bytes,
       coalesce(c.lost_bytes, 0) AS lost_bytes,
       100e0 * c.lost_bytes / nullif(c.seen_bytes + c.lost_bytes, 0) AS lost_percent
FROM files AS f
LEFT JOIN flows AS c ON c.site = f.site
ORDER BY f.site
