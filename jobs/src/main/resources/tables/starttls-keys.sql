-- title: Keys of the servers' certificates in protocols that upgrade to TLS or begin with it
-- group: 2016
-- paper: after "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar)
-- definition: The key in the first certificate that the server sent.
-- population: TLS connections to the port in which a certificate was seen (TLS 1.3 hides it)
-- column vantage: passive or active
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column key_algorithm: of the public key; NULL when the certificate does not parse
-- column key_bits: size of the key in bits
-- column key_curve: curve of an elliptic key
-- column certificates: distinct certificates with such a key
-- column servers: distinct server addresses that sent one
-- column connections: connections in which one was sent
-- column port_connections: connections to this port in which any certificate was sent
-- column percent: connections of port_connections
WITH leaves AS (
  SELECT t.vantage,
         t.port,
         t.service,
         t.in_paper,
         t.tls_server_address,
         c.sha256,
         c.key_algorithm,
         c.key_bits,
         c.key_curve
  FROM upgrade_tls AS t
  JOIN certificates AS c ON c.sha256 = get(t.tls.server_chain, 0)
  WHERE size(t.tls.server_chain) > 0
)
SELECT vantage,
       port,
       service AS protocol,
       key_algorithm,
       key_bits,
       key_curve,
       count(DISTINCT sha256) AS certificates,
       count(DISTINCT tls_server_address) AS servers,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, port) AS port_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, port) AS percent
FROM leaves
GROUP BY vantage, port, service, in_paper, key_algorithm, key_bits, key_curve
ORDER BY vantage DESC, NOT in_paper, port, connections DESC, key_algorithm, key_bits, key_curve
