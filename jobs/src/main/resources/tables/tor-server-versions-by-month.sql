-- title: Versions of Tor servers by month
-- group: 2016
-- paper: "Exploring Tor's Activity Through Long-term Passive TLS Traffic Measurement", PAM 2016 (Amann, Sommer)
-- definition: By what their certificates tell (tor_version_band). A server (address and port) counts once a month, by its
--   last connection.
-- population: servers whose one certificate looks like a Tor relay's
-- column month: UTC month, yyyy-mm
-- column version: versions of Tor that make such certificates; unknown where none does
-- column servers: servers
-- column month_servers: of all versions
-- column percent: servers of month_servers
-- plot: shares x=month series=version y=servers title="Versions of Tor servers"
WITH servers AS (
  SELECT month,
         tls_server_address,
         tls_server_port,
         max_by(get(tls.server_chain, 0), struct(start_time, connection_id)) AS sha256
  FROM tor_connections
  GROUP BY month, tls_server_address, tls_server_port
),
bands AS (
  SELECT s.month, coalesce(c.tor_version_band, 'unknown') AS version
  FROM servers AS s
  LEFT JOIN certificates AS c ON c.sha256 = s.sha256
)
SELECT month,
       version,
       count(*) AS servers,
       sum(count(*)) OVER (PARTITION BY month) AS month_servers,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY month) AS percent
FROM bands
GROUP BY month, version
ORDER BY month, version
