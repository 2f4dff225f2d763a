-- title: Connections to Tor relays
-- definition: all columns of observed where the server's one certificate looks like a Tor link's (tor_pattern), and
-- column duration_nanos: time from the first to the last packet in nanoseconds
SELECT *,
       CAST(round(duration * 1e9) AS BIGINT) AS duration_nanos
FROM observed
WHERE tor_evidence = 'server_link'
