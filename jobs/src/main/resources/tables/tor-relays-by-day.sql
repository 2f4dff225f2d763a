-- title: Tor relays that were connected to, by day
-- group: 2016
-- paper: "Exploring Tor's Activity Through Long-term Passive TLS Traffic Measurement", PAM 2016 (Amann, Sommer)
-- definition: Distinct addresses of servers whose one certificate looks like a Tor relay's. With consensus documents (see
--   census consensus) those of them that stand, with their port, in the newest document that was valid before the day's end.
-- population: as in the definition; shares are of servers
-- column day: UTC day on which the connections began
-- column connections: Tor connections
-- column servers: distinct server addresses
-- column consensus_time: start of validity of the document; NULL without one
-- column known: servers in the document
-- column known_percent: known of servers
-- column guards: those with the flag Guard
-- column guards_percent: guards of servers
-- column exits: those with the flag Exit
-- column exits_percent: exits of servers
-- plot: lines x=day y=servers,guards,exits title="Tor relays" ylabel="servers"
WITH days AS (
  SELECT d.date, max(c.valid_after) AS consensus_time
  FROM (SELECT DISTINCT date FROM tor_connections) AS d
  LEFT JOIN (SELECT DISTINCT valid_after FROM consensus) AS c
    ON c.valid_after < CAST(d.date AS TIMESTAMP) + INTERVAL 1 DAY
  GROUP BY d.date
),
relays AS (
  SELECT valid_after,
         address,
         port,
         max(array_contains(flags, 'Guard')) AS is_guard,
         max(array_contains(flags, 'Exit')) AS is_exit
  FROM consensus
  GROUP BY valid_after, address, port
)
SELECT t.date AS day,
       count(*) AS connections,
       count(DISTINCT t.tls_server_address) AS servers,
       d.consensus_time,
       CASE WHEN d.consensus_time IS NOT NULL THEN count(DISTINCT r.address) END AS known,
       CASE WHEN d.consensus_time IS NOT NULL
            THEN 100e0 * count(DISTINCT r.address) / count(DISTINCT t.tls_server_address) END AS known_percent,
       CASE WHEN d.consensus_time IS NOT NULL
            THEN count(DISTINCT CASE WHEN r.is_guard THEN r.address END) END AS guards,
       CASE WHEN d.consensus_time IS NOT NULL
            THEN 100e0 * count(DISTINCT CASE WHEN r.is_guard THEN r.address END)
              / count(DISTINCT t.tls_server_address) END AS guards_percent,
       CASE WHEN d.consensus_time IS NOT NULL
            THEN count(DISTINCT CASE WHEN r.is_exit THEN r.address END) END AS exits,
       CASE WHEN d.consensus_time IS NOT NULL
            THEN 100e0 * count(DISTINCT CASE WHEN r.is_exit THEN r.address END)
              / count(DISTINCT t.tls_server_address) END AS exits_percent
FROM tor_connections AS t
JOIN days AS d ON d.date = t.date
LEFT JOIN relays AS r
  ON r.valid_after = d.consensus_time AND r.address = t.tls_server_address AND r.port = t.tls_server_port
GROUP BY t.date, d.consensus_time
ORDER BY day
