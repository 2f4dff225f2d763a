-- What do handshakes that fail say?
SELECT tls.version AS version,
       tls.client_alerts AS client_alerts,
       tls.server_alerts AS server_alerts,
       count(*) AS connections
FROM connections
WHERE tls IS NOT NULL AND NOT tls.established
GROUP BY tls.version, tls.client_alerts, tls.server_alerts
ORDER BY connections DESC, version, to_json(struct(client_alerts, server_alerts));
