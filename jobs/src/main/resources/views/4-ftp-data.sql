-- title: TLS connections that are data channels of FTP, each with its control connection
-- definition: After the upgrade the ports are agreed on under encryption (RFC 4217), so this is told by what both connections
--   show: they are of the same hosts, the data channel begins while the control connection lasts and is under TLS (upgraded, or
--   on port 990 from the start), its ports are those of FTP's data (20 or 989 at the server, or both above 1023), and it
--   neither speaks nor offers (ALPN) another protocol. Of several such control connections, the one with the best evidence is
--   taken, then the one that was upgraded last.
-- column site: site of both
-- column date: UTC day of the data channel
-- column connection_id: the data channel
-- column control_connection_id: the control connection
-- column evidence: session_id (it offers the session that the control connection set up or resumed), resumption (it resumed a
--   session by a ticket or PSK, which does not show whose), hosts (nothing more than the definition says)
-- column mode: passive (the client opened it) or active (the server did)
-- column control_connections: how many control connections it could be of
WITH controls AS (
  SELECT site,
         connection_id,
         client_address,
         server_address,
         tls.client_hello_time AS since,
         end_time AS until,
         CASE WHEN tls.server_hello.session_id_length > 0 THEN tls.server_hello.session_id_hash END AS session
  FROM connections
  WHERE transport = 'tcp'
    AND tls IS NOT NULL
    AND (protocol = 'ftp' AND starttls.upgraded OR server_port = 990)
),
channels AS (
  SELECT site,
         date,
         connection_id,
         start_time,
         client_address,
         server_address,
         client_port,
         server_port,
         coalesce(tls.roles_reversed, false) AS is_reversed,
         tls.resumption IN ('ticket', 'psk') AS by_ticket,
         tls.client_hello.session_id_hash AS session
  FROM connections
  WHERE transport = 'tcp'
    AND tls IS NOT NULL
    AND starttls IS NULL
    AND coalesce(protocol, 'ftp') = 'ftp'
    AND (coalesce(size(tls.client_hello.alpn), 0) <= 0 OR array_join(tls.client_hello.alpn, ' ') LIKE '%ftp%')
),
ends AS ( -- who opens a data channel to whom: the client to the server, or the server to the client
  SELECT *, 'passive' AS mode, client_address AS opener, server_address AS answerer FROM controls
  UNION ALL
  SELECT *, 'active', server_address, client_address FROM controls
),
pairs AS (
  SELECT d.*, c.mode, c.connection_id AS control_connection_id, c.since, c.session = d.session AS same
  FROM channels AS d
  JOIN ends AS c ON c.site = d.site AND c.opener = d.client_address AND c.answerer = d.server_address
  WHERE d.start_time BETWEEN c.since AND c.until
    AND d.connection_id <> c.connection_id
    AND (c.mode = 'passive' AND NOT d.is_reversed AND (d.server_port IN (20, 989) OR d.client_port > 1023 AND d.server_port > 1023)
      -- of one host alone, the port or who sends the ClientHello tells that the server is the one who opens
      OR c.mode = 'active' AND d.server_port > 1023
        AND (d.client_port IN (20, 989)
          OR d.client_port > 1023 AND (d.client_address <> d.server_address OR d.is_reversed)))
),
told AS (
  SELECT site,
         date,
         connection_id,
         control_connection_id,
         CASE WHEN same THEN 'session_id' WHEN by_ticket THEN 'resumption' ELSE 'hosts' END AS evidence,
         CASE WHEN server_port IN (20, 989) THEN 'active' ELSE mode END AS mode,
         count(*) OVER (PARTITION BY site, connection_id) AS control_connections,
         row_number() OVER (
           PARTITION BY site, connection_id ORDER BY coalesce(same, false) DESC, since DESC, control_connection_id) AS place
  FROM pairs
)
SELECT site, date, connection_id, control_connection_id, evidence, mode, control_connections
FROM told
WHERE place = 1
