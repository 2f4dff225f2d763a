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
WITH counts AS (
  SELECT vantage,
         ja4,
         count(*) AS connections,
         count(DISTINCT tls_client_address) AS clients,
         count_if(offers) AS offered,
         count_if(sends_share) AS key_shares,
         count_if(negotiates) AS negotiated
  FROM post_quantum_hellos
  WHERE ja4 IS NOT NULL
  GROUP BY vantage, ja4
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
