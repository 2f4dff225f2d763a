-- title: Post-quantum key exchange by client
-- group: today
-- paper: "PQC Network Instrument", 2024 (Sowa, Cao et al.)
-- definition: A client is told by its JA4. It offers when its ClientHello names a group that holds a post-quantum mechanism. At
--   most 100 clients of each vantage.
-- population: connections with a ClientHello that names groups
-- column vantage: passive or active
-- column ja4: JA4 of the ClientHello
-- column connections: connections
-- column clients: distinct addresses
-- column offered: connections whose ClientHello offers one
-- column offered_percent: offered of connections
-- column key_shares: those that send a key share for one at once
-- column negotiated: connections that used one
-- column negotiated_percent: negotiated of offered
WITH hellos AS (
  SELECT connection_id,
         vantage,
         tls.ja4 AS ja4,
         tls_client_address,
         tls.selected_group AS selected,
         array_distinct(tls.client_hello.groups) AS groups,
         tls.client_hello.key_share_groups AS shared
  FROM handshakes
  WHERE tls.ja4 IS NOT NULL AND size(tls.client_hello.groups) > 0
),
named AS (
  SELECT connection_id, shared, explode(groups) AS id FROM hellos
),
offers AS (
  SELECT n.connection_id, max(CASE WHEN array_contains(n.shared, n.id) THEN 1 ELSE 0 END) AS has_share
  FROM named AS n
  JOIN group_names AS g ON g.id = n.id
  WHERE g.is_post_quantum
  GROUP BY n.connection_id
),
counts AS (
  SELECT h.vantage,
         h.ja4,
         count(*) AS connections,
         count(DISTINCT h.tls_client_address) AS clients,
         count(o.connection_id) AS offered,
         coalesce(sum(o.has_share), 0) AS key_shares,
         count_if(g.is_post_quantum) AS negotiated
  FROM hellos AS h
  LEFT JOIN offers AS o ON o.connection_id = h.connection_id
  LEFT JOIN group_names AS g ON g.name = h.selected
  GROUP BY h.vantage, h.ja4
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY vantage ORDER BY connections DESC, ja4) AS place FROM counts
)
SELECT vantage,
       ja4,
       connections,
       clients,
       offered,
       100e0 * offered / connections AS offered_percent,
       key_shares,
       negotiated,
       100e0 * negotiated / nullif(offered, 0) AS negotiated_percent
FROM ranked
WHERE place <= 100
ORDER BY vantage DESC, connections DESC, ja4
