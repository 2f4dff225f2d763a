-- What Zeek's conn.log tells. TLS in EAP over a LAN has no IP addresses and is not in it.
SELECT site,
       date,
       start_time AS ts,
       connection_id,
       client_address AS id_orig_h,
       client_port AS id_orig_p,
       server_address AS id_resp_h,
       server_port AS id_resp_p,
       CASE WHEN transport = 'tcp' THEN 'tcp' ELSE 'udp' END AS proto,
       coalesce(starttls.protocol, protocol) AS protocol,
       tls.transport AS tls_transport,
       tls.client_hello IS NOT NULL AND (tls.history <> upper(tls.history) OR tcp_state <> 'OTH') AS is_confirmed,
       proxy,
       duration,
       client_bytes + coalesce(client_missing_bytes, 0L) AS orig_bytes,
       server_bytes + coalesce(server_missing_bytes, 0L) AS resp_bytes,
       tcp_state,
       coalesce(client_missing_bytes, 0L) + coalesce(server_missing_bytes, 0L) AS missed_bytes,
       client_packets AS orig_pkts,
       server_packets AS resp_pkts
FROM connections
WHERE transport <> 'eapol'
ORDER BY site, date, ts, connection_id
