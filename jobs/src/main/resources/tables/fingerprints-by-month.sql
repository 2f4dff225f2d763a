-- title: Client fingerprints by month (JA4)
-- group: today
-- definition: The ten most frequent JA4 of each month; what is new has not been seen in an earlier month of the archive at the
--   same vantage.
-- population: connections with a ClientHello
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column place: place in the month, from 1
-- column ja4: JA4 of the ClientHello
-- column connections: connections with it
-- column month_connections: connections with any
-- column percent: connections of month_connections
-- column clients: distinct client addresses with it; 0 when they are not kept
-- column is_new: seen first in this month
-- column month_ja4s: distinct JA4 of the month
-- plot: shares x=month series=ja4 y=connections panel=vantage title="Most frequent client fingerprints"
WITH counts AS (
  SELECT vantage,
         month,
         tls.ja4 AS ja4,
         count(*) AS connections,
         sum(count(*)) OVER (PARTITION BY vantage, month) AS month_connections,
         count(*) OVER (PARTITION BY vantage, month) AS month_ja4s,
         min(month) OVER (PARTITION BY vantage, tls.ja4) AS first_month,
         count(DISTINCT tls_client_address) AS clients
  FROM handshakes
  WHERE tls.ja4 IS NOT NULL
  GROUP BY vantage, month, tls.ja4
),
ranked AS (
  SELECT *,
         CAST(row_number() OVER (PARTITION BY vantage, month ORDER BY connections DESC, ja4) AS INT) AS place
  FROM counts
)
SELECT vantage,
       month,
       place,
       ja4,
       connections,
       month_connections,
       100e0 * connections / month_connections AS percent,
       clients,
       month = first_month AS is_new,
       month_ja4s
FROM ranked
WHERE place <= 10
ORDER BY vantage DESC, month, place
