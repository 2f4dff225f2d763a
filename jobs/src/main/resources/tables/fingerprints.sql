-- title: The most frequent client fingerprints (JA4)
-- group: today
-- definition: At most 100 of each vantage.
-- population: connections with a ClientHello
-- column vantage: passive or active
-- column ja4: JA4 of the ClientHello
-- column connections: connections with it
-- column hellos: connections with any
-- column percent: connections of hellos
-- column clients: distinct client addresses with it; 0 when they are not kept
-- column servers: distinct server addresses asked with it
-- column ja3s: distinct JA3 among them (extensions in other orders)
-- column server_name: the first of the server names asked for with it, in alphabetical order
WITH counts AS (
  SELECT vantage,
         tls.ja4 AS ja4,
         count(*) AS connections,
         sum(count(*)) OVER (PARTITION BY vantage) AS hellos,
         count(DISTINCT tls_client_address) AS clients,
         count(DISTINCT tls_server_address) AS servers,
         count(DISTINCT tls.ja3) AS ja3s,
         min(tls.server_name) AS server_name
  FROM handshakes
  WHERE tls.ja4 IS NOT NULL
  GROUP BY vantage, tls.ja4
),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY vantage ORDER BY connections DESC, ja4) AS rank
  FROM counts
)
SELECT vantage,
       ja4,
       connections,
       hellos,
       100e0 * connections / hellos AS percent,
       clients,
       servers,
       ja3s,
       server_name
FROM ranked
WHERE rank <= 100
ORDER BY vantage DESC, connections DESC, ja4
