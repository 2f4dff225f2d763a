-- title: Post-quantum key exchange by the client's network
-- group: today
-- paper: "PQC Network Instrument", 2024 (Sowa, Cao et al.)
-- definition: Networks are autonomous systems, which census ingest --networks tells. At most 100 of each vantage.
-- population: connections with a ClientHello that names groups, whose client is in a known network and opened the connection
-- column vantage: passive or active
-- column client_as: autonomous system of the client
-- column client_country: its country; of several the first in alphabetical order
-- column connections: connections
-- column clients: distinct addresses
-- column offered: connections whose ClientHello offers a post-quantum group
-- column offered_percent: offered of connections
-- column negotiated: connections that used one
-- column negotiated_percent: negotiated of connections
-- plot: bars x=client_as y=offered_percent,negotiated_percent panel=vantage title="Post-quantum key exchange by network" ylabel="percent"
WITH counts AS (
  SELECT vantage,
         client_as,
         min(client_country) AS client_country,
         count(*) AS connections,
         count(DISTINCT tls_client_address) AS clients,
         count_if(offers) AS offered,
         count_if(negotiates) AS negotiated
  FROM post_quantum_hellos
  WHERE client_as IS NOT NULL AND NOT tls_roles_reversed
  GROUP BY vantage, client_as
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY vantage ORDER BY connections DESC, client_as) AS place FROM counts
)
SELECT vantage,
       CAST(client_as AS STRING) AS client_as,
       client_country,
       connections,
       clients,
       offered,
       100e0 * offered / connections AS offered_percent,
       negotiated,
       100e0 * negotiated / connections AS negotiated_percent
FROM ranked
WHERE place <= 100
ORDER BY vantage DESC, connections DESC, client_as
