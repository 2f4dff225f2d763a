-- Who answers OCSP, and how fast beside the handshake that waits for it?
SELECT e.host, e.network AS delivered_by, count(*) AS lookups, round(1e3 * median(e.lookup_time), 2) AS lookup_ms,
       round(median(unix_micros(c.tls.first_application_data_time) - unix_micros(c.tls.client_hello_time)) / 1e3, 2) AS handshake_ms
FROM ocsp_exchanges AS e
LEFT JOIN connections AS c ON c.connection_id = e.tls_connection_id
GROUP BY e.host, e.network
ORDER BY lookups DESC, host
