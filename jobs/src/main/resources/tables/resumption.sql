-- title: Resumed sessions by month and version
-- group: today
-- population: connections in which the server chose a version, where it is known whether the session was resumed
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column version: negotiated version
-- column connections: such connections
-- column resumed: connections that resumed a session
-- column resumed_percent: resumed of connections
-- column by_session_id: resumed by the session id
-- column by_ticket: resumed by a session ticket
-- column by_psk: resumed by a pre-shared key (TLS 1.3)
-- column early_data: connections whose client offered early data
-- plot: lines x=month series=version y=resumed_percent panel=vantage title="Resumed sessions" ylabel="percent of connections"
SELECT vantage,
       month,
       tls.version AS version,
       count(*) AS connections,
       count_if(tls.resumed) AS resumed,
       100e0 * count_if(tls.resumed) / count(*) AS resumed_percent,
       count_if(tls.resumed AND tls.resumption = 'session_id') AS by_session_id,
       count_if(tls.resumed AND tls.resumption = 'ticket') AS by_ticket,
       count_if(tls.resumed AND tls.resumption = 'psk') AS by_psk,
       count_if(tls.early_data) AS early_data
FROM handshakes
WHERE tls.version IS NOT NULL AND tls.resumed IS NOT NULL
GROUP BY vantage, month, tls.version
ORDER BY vantage DESC, month, connections DESC, version
