-- title: Duration of Tor connections by day
-- group: 2016
-- paper: "Exploring Tor's Activity Through Long-term Passive TLS Traffic Measurement", PAM 2016 (Amann, Sommer)
-- definition: Of the connections that began on the day; exact median.
-- population: connections whose server's one certificate looks like a Tor relay's
-- column site: site of the archive
-- column day: UTC day on which the connections began
-- column connections: Tor connections
-- column mean_minutes: mean duration
-- column median_minutes: median duration
-- plot: lines x=day series=site y=mean_minutes,median_minutes ylog=true title="Duration of Tor connections" ylabel="minutes"
SELECT site,
       date AS day,
       count(*) AS connections,
       sum(duration_nanos) / count(*) / 60e9 AS mean_minutes,
       percentile(duration_nanos, 0.5) / 60e9 AS median_minutes
FROM tor_connections
GROUP BY site, date
ORDER BY site, day
