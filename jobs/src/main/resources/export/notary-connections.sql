-- The Notary's features of each connection. Who is the client is told by TLS. A server's address that is a client's
-- somewhere else in the archive is left out, and so is TLS in EAP, whose ends are stations and their access points.
WITH clients AS (
  SELECT DISTINCT tls_client_address AS address
  FROM observed
  WHERE tls_client_address IS NOT NULL
),
names AS (
  SELECT lower(tls.server_name) AS name, count(DISTINCT tls_client_address) AS clients
  FROM handshakes
  WHERE tls.server_name IS NOT NULL
  GROUP BY lower(tls.server_name)
)
SELECT h.connection_id,
       h.tls.client_hello.cipher_suite_ids AS offered_ciphers,
       h.anomalies AS analyzer_error,
       h.tls.client_hello.extension_ids AS client_extensions,
       h.tls.server_hello.extension_ids AS server_extensions,
       h.tls.client_application_bytes + h.tls.server_application_bytes AS content_length,
       h.tls.history AS connection_history,
       h.duration,
       h.tls.client_hello.point_formats AS client_point_formats,
       CASE WHEN coalesce(h.tls.roles_reversed, false) THEN h.server_bytes ELSE h.client_bytes END AS sent_bytes,
       CASE WHEN coalesce(h.tls.roles_reversed, false) THEN h.client_bytes ELSE h.server_bytes END AS received_bytes,
       h.start_time,
       h.client_missing_bytes + h.server_missing_bytes AS packet_loss,
       h.tls.cipher_suite AS selected_cipher,
       h.tls.server_chain AS server_certificates,
       h.tls_server_address,
       CASE WHEN c.address IS NULL THEN h.tls_server_address END AS server_ip,
       h.tls.server_name AS server_name,
       n.clients AS server_name_clients,
       h.tls.dh_bits AS dh_parameter_size,
       h.tls.client_hello.alpn AS client_alpn,
       h.tls.alpn_selected AS server_alpn,
       h.tls.version AS version,
       h.tls.client_hello.session_id_hash AS client_session_id_hash,
       h.tls_client_address,
       h.tls.server_hello.session_id_hash AS server_session_id_hash,
       h.tls.server_hello.ticket_lifetime_hint AS ticket_lifetime_hint,
       h.tls.client_hello.groups AS client_curves,
       coalesce(size(h.tls.client_chain), 0) AS client_certificates,
       h.tls.client_alerts AS client_alerts,
       h.tls.server_alerts AS server_alerts
FROM handshakes AS h
LEFT JOIN clients AS c ON c.address = h.tls_server_address
LEFT JOIN names AS n ON n.name = lower(h.tls.server_name)
WHERE h.transport IN ('tcp', 'udp')
ORDER BY unix_seconds(h.start_time), h.connection_id
