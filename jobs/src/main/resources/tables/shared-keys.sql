-- title: Keys that several servers use
-- group: 2016
-- definition: Keys (SHA-256 of SubjectPublicKeyInfo) in the first certificate that servers sent, the 100 that most addresses
--   of a vantage use. Names of one delivery network share keys by intent; devices share them since their maker built one in.
-- population: distinct keys seen from the vantage
-- column vantage: passive or active
-- column spki_sha256: the key, hex
-- column key_algorithm: of the key
-- column key_bits: its size in bits
-- column server_addresses: distinct addresses of servers that use it
-- column certificates: distinct certificates with it
-- column connections: connections in which one of these was sent
-- column subject: of these certificates the first subject in alphabetical order
-- column keys: all keys
-- column shared_keys: those that more than one address uses
-- column shared_percent: shared_keys of keys
WITH uses AS (
  SELECT h.vantage,
         c.spki_sha256,
         min(c.key_algorithm) AS key_algorithm,
         min(c.key_bits) AS key_bits,
         count(DISTINCT h.tls_server_address) AS server_addresses,
         count(DISTINCT c.sha256) AS certificates,
         count(*) AS connections,
         min(c.subject) AS subject
  FROM handshakes AS h
  JOIN certificates AS c ON c.sha256 = get(h.tls.server_chain, 0)
  WHERE size(h.tls.server_chain) > 0 AND c.spki_sha256 IS NOT NULL
  GROUP BY h.vantage, c.spki_sha256
),
ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY vantage ORDER BY server_addresses DESC, connections DESC, spki_sha256) AS rank,
         count(*) OVER (PARTITION BY vantage) AS keys,
         count_if(server_addresses > 1) OVER (PARTITION BY vantage) AS shared_keys
  FROM uses
)
SELECT vantage,
       spki_sha256,
       key_algorithm,
       key_bits,
       server_addresses,
       certificates,
       connections,
       subject,
       keys,
       shared_keys,
       100e0 * shared_keys / keys AS shared_percent
FROM ranked
WHERE rank <= 100 AND server_addresses > 1
ORDER BY vantage DESC, rank
