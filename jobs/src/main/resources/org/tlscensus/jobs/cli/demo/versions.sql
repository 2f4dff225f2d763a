-- How does TLS look: which versions and groups?
SELECT tls.version AS version, tls.selected_group AS key_exchange, count(*) AS connections
FROM connections
WHERE tls.version IS NOT NULL
GROUP BY tls.version, tls.selected_group
ORDER BY connections DESC, version, key_exchange
LIMIT 8
