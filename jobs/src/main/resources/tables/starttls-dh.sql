-- title: Diffie-Hellman parameters in protocols that upgrade to TLS or begin with it
-- group: 2016
-- paper: after "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar)
-- definition: The group that the server chose: bits of the prime for groups over a prime field, the name of the curve
--   else.
-- population: TLS connections to the port whose key exchange had a group, and that group was seen
-- column vantage: passive or active
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column exchange: dh (prime field), ec (curve), or pq (hybrid with a post-quantum mechanism)
-- column parameter: bits of the prime, or the group's IANA name
-- column connections: connections with it
-- column port_connections: connections to this port with any
-- column percent: connections of port_connections
-- column servers: distinct server addresses that chose it
-- plot: shares x=protocol series=parameter y=connections panel=vantage title="Groups and primes by protocol"
WITH groups_chosen AS (
  SELECT t.vantage,
         t.port,
         t.service,
         t.in_paper,
         t.server_address,
         CASE WHEN t.tls.dh_bits IS NOT NULL OR startswith(t.tls.selected_group, 'ffdhe') THEN 'dh'
              WHEN g.is_post_quantum THEN 'pq'
              ELSE 'ec' END AS exchange,
         CASE WHEN t.tls.selected_group IS NULL THEN concat(CAST(t.tls.dh_bits AS STRING), ' bit')
              ELSE t.tls.selected_group END AS parameter
  FROM upgrade_tls AS t
  LEFT JOIN group_names AS g ON g.name = t.tls.selected_group
  WHERE t.tls.dh_bits IS NOT NULL OR t.tls.selected_group IS NOT NULL
)
SELECT vantage,
       port,
       service AS protocol,
       exchange,
       parameter,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, port) AS port_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, port) AS percent,
       count(DISTINCT server_address) AS servers
FROM groups_chosen
GROUP BY vantage, port, service, in_paper, exchange, parameter
ORDER BY vantage DESC, NOT in_paper, port, connections DESC, exchange, parameter
