-- title: TLS connections to the ports of protocols that upgrade, or begin with TLS
-- definition: port_connections that speak the port's protocol, where the server answered a ClientHello
SELECT *
FROM port_connections
WHERE NOT contradicts AND tls.version IS NOT NULL
