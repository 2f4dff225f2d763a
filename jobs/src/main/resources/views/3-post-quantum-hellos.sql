-- title: Connections with a ClientHello that names groups, and what of it is post-quantum
-- definition: A group is post-quantum when it holds a key encapsulation that a quantum computer is not known to break: see
--   group_names. Of handshakes, those whose client names groups.
-- column connection_id: the connection
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column transport: tls, dtls or quic
-- column ja4: JA4 of the ClientHello
-- column tls_client_address: who sent the ClientHello
-- column tls_server_address: who answered
-- column client_as: autonomous system of the client of TCP
-- column client_country: its country
-- column tls_roles_reversed: the client of TCP is the server of TLS
-- column offers: a post-quantum group is named
-- column sends_share: a key share for one is sent at once
-- column negotiates: one was used
WITH named AS (
  SELECT connection_id, tls.client_hello.key_share_groups AS shared, explode(array_distinct(tls.client_hello.groups)) AS id
  FROM handshakes
  WHERE size(tls.client_hello.groups) > 0
),
offered AS (
  SELECT n.connection_id, max(CASE WHEN array_contains(n.shared, n.id) THEN 1 ELSE 0 END) AS has_share
  FROM named AS n
  JOIN group_names AS g ON g.id = n.id
  WHERE g.is_post_quantum
  GROUP BY n.connection_id
)
SELECT h.connection_id,
       h.vantage,
       h.month,
       h.tls.transport AS transport,
       h.tls.ja4 AS ja4,
       h.tls_client_address,
       h.tls_server_address,
       h.client_as,
       h.client_country,
       coalesce(h.tls.roles_reversed, false) AS tls_roles_reversed,
       o.connection_id IS NOT NULL AS offers,
       coalesce(o.has_share = 1, false) AS sends_share,
       coalesce(g.is_post_quantum, false) AS negotiates
FROM handshakes AS h
LEFT JOIN offered AS o ON o.connection_id = h.connection_id
LEFT JOIN group_names AS g ON g.name = h.tls.selected_group
WHERE size(h.tls.client_hello.groups) > 0
