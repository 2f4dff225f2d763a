-- title: Connections with the vantage of their site and their month
-- definition: all columns of connections, and
-- column vantage: passive or active
-- column month: UTC month of start_time, yyyy-mm
-- column tls_client_address: who sends the ClientHello: the client, or the server where tls.roles_reversed
-- column tls_client_port: its port
-- column tls_server_address: who shows certificates: the server, or the client where tls.roles_reversed
-- column tls_server_port: its port
SELECT c.*,
       coalesce(s.vantage, 'passive') AS vantage,
       substr(CAST(c.date AS STRING), 1, 7) AS month,
       CASE WHEN c.tls.roles_reversed THEN c.server_address ELSE c.client_address END AS tls_client_address,
       CASE WHEN c.tls.roles_reversed THEN c.server_port ELSE c.client_port END AS tls_client_port,
       CASE WHEN c.tls.roles_reversed THEN c.client_address ELSE c.server_address END AS tls_server_address,
       CASE WHEN c.tls.roles_reversed THEN c.client_port ELSE c.server_port END AS tls_server_port
FROM connections AS c
LEFT JOIN sites AS s ON c.site = s.site
