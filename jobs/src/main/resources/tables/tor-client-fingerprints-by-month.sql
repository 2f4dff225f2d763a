-- title: Fingerprints of Tor clients by month
-- group: 2016
-- paper: "Exploring Tor's Activity Through Long-term Passive TLS Traffic Measurement", PAM 2016 (Amann, Sommer)
-- definition: What the ClientHello offers: cipher suites, extensions and groups, each in order. Of each month the 20 that
--   most clients have.
-- population: Tor connections with a ClientHello, and their client addresses; a client with two fingerprints counts for both
-- column month: UTC month, yyyy-mm
-- column fingerprint: the first 12 hex digits of a SHA-256 over the three lists
-- column clients: distinct client addresses; 0 when they are not kept
-- column month_clients: of all fingerprints
-- column clients_percent: clients of month_clients
-- column connections: connections with it
-- column month_connections: of all fingerprints
-- column connections_percent: connections of month_connections
-- column cipher_suites: their IANA numbers
-- column extensions: their IANA numbers
-- column groups: their IANA numbers
-- plot: shares x=month series=fingerprint y=connections title="Fingerprints of Tor clients"
WITH hellos AS (
  SELECT month,
         tls_client_address,
         coalesce(array_join(tls.client_hello.cipher_suite_ids, ' '), '') AS cipher_suites,
         coalesce(array_join(tls.client_hello.extension_ids, ' '), '') AS extensions,
         coalesce(array_join(tls.client_hello.groups, ' '), '') AS groups
  FROM tor_connections
  WHERE tls.client_hello IS NOT NULL
),
months AS (
  SELECT month, count(DISTINCT tls_client_address) AS month_clients, count(*) AS month_connections
  FROM hellos
  GROUP BY month
),
counts AS (
  SELECT month,
         substr(sha2(concat_ws(',', cipher_suites, extensions, groups), 256), 1, 12) AS fingerprint,
         cipher_suites,
         extensions,
         groups,
         count(DISTINCT tls_client_address) AS clients,
         count(*) AS connections
  FROM hellos
  GROUP BY month, cipher_suites, extensions, groups
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY month ORDER BY clients DESC, connections DESC, fingerprint) AS rank
  FROM counts
)
SELECT r.month,
       r.fingerprint,
       r.clients,
       m.month_clients,
       100e0 * r.clients / nullif(m.month_clients, 0) AS clients_percent,
       r.connections,
       m.month_connections,
       100e0 * r.connections / m.month_connections AS connections_percent,
       r.cipher_suites,
       r.extensions,
       r.groups
FROM ranked AS r
JOIN months AS m ON m.month = r.month
WHERE r.rank <= 20
ORDER BY r.month, r.rank
