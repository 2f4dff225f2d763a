-- title: TLS versions of protocols that upgrade to TLS or begin with it
-- group: 2016
-- paper: after "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar)
-- population: TLS connections to the port in which the server chose a version
-- column vantage: passive or active
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column version: negotiated version
-- column connections: connections with this version
-- column port_connections: connections with any version, to this port
-- column percent: connections of port_connections
-- column servers: distinct server addresses that chose this version
-- plot: shares x=protocol series=version y=connections panel=vantage title="TLS versions by protocol"
SELECT vantage,
       port,
       service AS protocol,
       tls.version AS version,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, port) AS port_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, port) AS percent,
       count(DISTINCT server_address) AS servers
FROM upgrade_tls
GROUP BY vantage, port, service, in_paper, tls.version
ORDER BY vantage DESC, NOT in_paper, port, connections DESC, version
