-- title: Sizes of ClientHellos by month
-- group: today
-- paper: a study of post-quantum chain sizes and the time to the first byte, arXiv 2604.24869, 2026
-- definition: Bytes of the first ClientHello without the four of its header; of QUIC the message alone, without its packets. What
--   "post-quantum" is was left open: here a hello with a key share for a group that holds a post-quantum mechanism, since naming
--   the group costs two bytes and the share a thousand. Segments are those of TCP, from the record's header on.
-- population: connections with a ClientHello
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column transport: tls, dtls or quic
-- column post_quantum: a key share for a post-quantum group is in it
-- column connections: connections with such a hello
-- column median_bytes: median of its bytes
-- column p90_bytes: nine of ten are no longer
-- column max_bytes: the longest
-- column counted: connections whose segments were counted: those by TCP
-- column divided: of them, those whose hello took more than one segment
-- column divided_percent: divided of counted
-- column divided_records: those whose hello took more than one record
-- plot: bars x=month series=post_quantum y=median_bytes where=transport:tls title="Size of ClientHellos" ylabel="bytes"
SELECT h.vantage,
       h.month,
       h.tls.transport AS transport,
       coalesce(p.sends_share, false) AS post_quantum,
       count(*) AS connections,
       percentile(h.tls.client_hello.message_bytes, 0.5) AS median_bytes,
       percentile(h.tls.client_hello.message_bytes, 0.9) AS p90_bytes,
       CAST(max(h.tls.client_hello.message_bytes) AS BIGINT) AS max_bytes,
       count(h.tls.client_hello.segments) AS counted,
       count_if(h.tls.client_hello.segments > 1) AS divided,
       100e0 * count_if(h.tls.client_hello.segments > 1) / nullif(count(h.tls.client_hello.segments), 0)
         AS divided_percent,
       count_if(h.tls.client_hello.records > 1) AS divided_records
FROM handshakes AS h
LEFT JOIN post_quantum_hellos AS p ON p.connection_id = h.connection_id
WHERE h.tls.client_hello.message_bytes IS NOT NULL
GROUP BY h.vantage, h.month, h.tls.transport, coalesce(p.sends_share, false)
ORDER BY vantage DESC, month, transport, post_quantum
