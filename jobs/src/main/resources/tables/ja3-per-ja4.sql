-- title: How many JA3 a JA4 stands for, by month
-- group: today
-- definition: Clients that shuffle their extensions have a JA3 for each connection, and one JA4. A client shuffles when its JA4
--   has at least ten connections of the month, and at least half as many JA3.
-- population: connections with a ClientHello over TCP or QUIC
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column connections: connections
-- column ja3s: distinct JA3
-- column ja4s: distinct JA4
-- column ja3s_per_ja4: ja3s divided by ja4s
-- column shuffling: connections of clients that shuffle
-- column shuffling_percent: shuffling of connections
-- plot: lines x=month series=vantage y=shuffling_percent title="Clients that shuffle" ylabel="percent of hellos"
WITH counts AS (
  SELECT vantage, month, tls.ja4 AS ja4, count(*) AS connections, count(DISTINCT tls.ja3) AS ja3s
  FROM handshakes
  WHERE tls.ja4 IS NOT NULL AND tls.ja3 IS NOT NULL
  GROUP BY vantage, month, tls.ja4
),
distinct_ja3 AS (
  SELECT vantage, month, count(DISTINCT tls.ja3) AS ja3s
  FROM handshakes
  WHERE tls.ja4 IS NOT NULL AND tls.ja3 IS NOT NULL
  GROUP BY vantage, month
),
months AS (
  SELECT vantage,
         month,
         sum(connections) AS connections,
         count(*) AS ja4s,
         coalesce(sum(CASE WHEN connections >= 10 AND 2 * ja3s >= connections THEN connections END), 0) AS shuffling
  FROM counts
  GROUP BY vantage, month
)
SELECT m.vantage,
       m.month,
       m.connections,
       d.ja3s,
       m.ja4s,
       1e0 * d.ja3s / m.ja4s AS ja3s_per_ja4,
       m.shuffling,
       100e0 * m.shuffling / m.connections AS shuffling_percent
FROM months AS m
JOIN distinct_ja3 AS d ON d.vantage = m.vantage AND d.month = m.month
ORDER BY m.vantage DESC, m.month
