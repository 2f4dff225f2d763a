-- title: Connections and servers of protocols that upgrade to TLS or begin with it
-- group: 2016
-- paper: "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar): the passive data set
-- definition: TCP connections to the port that speak the port's protocol in the clear, or TLS. The port names the row.
--   Connections in which another protocol was found are counted beside it, not in it. Rows of the paper are always
--   there; further protocols follow where they were seen.
-- population: connections of sites with vantage passive; of active sites in their own columns
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column starttls: TLS begins by an upgrade
-- column connections: connections, passive
-- column servers: distinct server addresses, passive
-- column tls_connections: connections with a ClientHello or an answer to one, passive
-- column contradicting_connections: connections in which another protocol was found, passive; in no other column
-- column active_connections: connections, active
-- column active_servers: distinct server addresses, active
-- published: port, protocol, starttls
-- plot: bars x=protocol y=connections,tls_connections ylog=true title="Connections by protocol"
SELECT p.port,
       p.service AS protocol,
       p.is_starttls AS starttls,
       count(CASE WHEN c.vantage = 'passive' AND NOT c.contradicts THEN 1 END) AS connections,
       count(DISTINCT CASE WHEN c.vantage = 'passive' AND NOT c.contradicts THEN c.server_address END) AS servers,
       count(CASE WHEN c.vantage = 'passive' AND NOT c.contradicts AND c.tls IS NOT NULL THEN 1 END) AS tls_connections,
       count(CASE WHEN c.vantage = 'passive' AND c.contradicts THEN 1 END) AS contradicting_connections,
       count(CASE WHEN c.vantage = 'active' AND NOT c.contradicts THEN 1 END) AS active_connections,
       count(DISTINCT CASE WHEN c.vantage = 'active' AND NOT c.contradicts THEN c.server_address END) AS active_servers
FROM upgrade_ports AS p
LEFT JOIN port_connections AS c ON c.port = p.port
GROUP BY p.port, p.service, p.is_starttls, p.in_paper
HAVING p.in_paper OR count(c.port) > 0
ORDER BY NOT p.in_paper,
         array_position(array(25, 465, 587, 143, 993, 110, 995, 6667, 6697, 5222, 5223, 5269, 5270), p.port),
         p.port
