-- title: Support and use of StartTLS
-- group: 2016
-- paper: "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar): active scans and passive data
-- definition: A connection is one whose cleartext dialogue was seen. A server (an address) supports StartTLS when it
--   announced it at least once. Whether it did is not known where nobody asked for its capabilities; such connections
--   are counted apart, and are part of all connections. Upgraded: a ClientHello followed. A server that agreed to an
--   upgrade which it never announced in what was seen is counted as accepting only. In a scan, which may go straight to
--   the upgrade, a server that agreed supports it too, and one is upgraded when it answered a ClientHello, since some
--   scanners send one to servers that refused.
-- population: connections to StartTLS ports, of sites with vantage active (the first columns) and passive; rows of the
--   paper always, further protocols where they were seen
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column active_servers: servers scanned
-- column active_supporting_servers: servers that announced StartTLS or agreed to it
-- column active_percent: supporting servers of servers scanned
-- column active_upgraded_servers: servers that answered a ClientHello after the upgrade
-- column active_upgraded_percent: upgraded servers of servers scanned
-- column passive_servers: servers seen
-- column passive_supporting_servers: servers that announced StartTLS at least once
-- column passive_servers_percent: supporting servers of servers seen
-- column passive_accepting_servers: servers that agreed to an upgrade but were never seen to announce it
-- column passive_connections: connections
-- column passive_offering_connections: connections in which the server announced StartTLS
-- column passive_offering_percent: offering connections of all connections
-- column passive_unknown_connections: connections in which no capabilities were asked for or told
-- column passive_upgraded_connections: connections that went on to TLS
-- column passive_upgraded_percent: upgraded connections of all connections
-- published: port, protocol
-- plot: bars x=protocol y=passive_servers_percent,passive_offering_percent,passive_upgraded_percent
--   title="StartTLS in passive data" ylabel="percent"
-- plot: bars x=protocol y=active_percent,active_upgraded_percent title="StartTLS in active scans" ylabel="percent of servers"
WITH servers AS (
  SELECT port,
         vantage,
         server_address,
         count(*) AS connections,
         count_if(starttls.offered) AS offering,
         count_if(starttls.offered IS NULL) AS unknown,
         count_if(starttls.accepted) AS accepting,
         count_if(starttls.upgraded) AS upgraded,
         count_if(starttls.upgraded AND tls.version IS NOT NULL) AS answering
  FROM upgrade_dialogues
  GROUP BY port, vantage, server_address
),
counts AS (
  SELECT port,
         count_if(vantage = 'active') AS active_servers,
         count_if(vantage = 'active' AND offering + accepting > 0) AS active_supporting_servers,
         count_if(vantage = 'active' AND answering > 0) AS active_upgraded_servers,
         count_if(vantage = 'passive') AS passive_servers,
         count_if(vantage = 'passive' AND offering > 0) AS passive_supporting_servers,
         count_if(vantage = 'passive' AND offering = 0 AND accepting > 0) AS passive_accepting_servers,
         coalesce(sum(CASE WHEN vantage = 'passive' THEN connections END), 0) AS passive_connections,
         coalesce(sum(CASE WHEN vantage = 'passive' THEN offering END), 0) AS passive_offering_connections,
         coalesce(sum(CASE WHEN vantage = 'passive' THEN unknown END), 0) AS passive_unknown_connections,
         coalesce(sum(CASE WHEN vantage = 'passive' THEN upgraded END), 0) AS passive_upgraded_connections
  FROM servers
  GROUP BY port
)
SELECT p.port,
       p.service AS protocol,
       coalesce(c.active_servers, 0) AS active_servers,
       coalesce(c.active_supporting_servers, 0) AS active_supporting_servers,
       100e0 * c.active_supporting_servers / nullif(c.active_servers, 0) AS active_percent,
       coalesce(c.active_upgraded_servers, 0) AS active_upgraded_servers,
       100e0 * c.active_upgraded_servers / nullif(c.active_servers, 0) AS active_upgraded_percent,
       coalesce(c.passive_servers, 0) AS passive_servers,
       coalesce(c.passive_supporting_servers, 0) AS passive_supporting_servers,
       100e0 * c.passive_supporting_servers / nullif(c.passive_servers, 0) AS passive_servers_percent,
       coalesce(c.passive_accepting_servers, 0) AS passive_accepting_servers,
       coalesce(c.passive_connections, 0) AS passive_connections,
       coalesce(c.passive_offering_connections, 0) AS passive_offering_connections,
       100e0 * c.passive_offering_connections / nullif(c.passive_connections, 0) AS passive_offering_percent,
       coalesce(c.passive_unknown_connections, 0) AS passive_unknown_connections,
       coalesce(c.passive_upgraded_connections, 0) AS passive_upgraded_connections,
       100e0 * c.passive_upgraded_connections / nullif(c.passive_connections, 0) AS passive_upgraded_percent
FROM upgrade_ports AS p
LEFT JOIN counts AS c ON c.port = p.port
WHERE p.is_starttls AND (p.in_paper OR c.port IS NOT NULL)
ORDER BY NOT p.in_paper, array_position(array(25, 587, 143, 110, 6667, 5222, 5269), p.port), p.port
