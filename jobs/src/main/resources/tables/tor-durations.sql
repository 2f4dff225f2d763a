-- title: Duration of Tor connections
-- group: 2016
-- paper: "Exploring Tor's Activity Through Long-term Passive TLS Traffic Measurement", PAM 2016 (Amann, Sommer)
-- definition: From the first to the last packet, as R's summary() gives it; exact quantiles of type 7. A connection ends
--   with FIN or RST, or when it was idle for longer than the idle timeout of the ingest; unended are those that the archive
--   ends in.
-- population: connections whose server's one certificate looks like a Tor relay's
-- column site: site of the archive
-- column connections: Tor connections
-- column unended: those still open at the end of the archive
-- column first_quartile_minutes: 1st Qu.
-- column median_minutes: Median
-- column mean_minutes: Mean
-- column third_quartile_minutes: 3rd Qu.
-- column max_minutes: Max.
SELECT site,
       count(*) AS connections,
       count_if(end_reason = 'archive_end') AS unended,
       percentile(duration_nanos, 0.25) / 60e9 AS first_quartile_minutes,
       percentile(duration_nanos, 0.5) / 60e9 AS median_minutes,
       sum(duration_nanos) / count(*) / 60e9 AS mean_minutes,
       percentile(duration_nanos, 0.75) / 60e9 AS third_quartile_minutes,
       max(duration_nanos) / 60e9 AS max_minutes
FROM tor_connections
GROUP BY site
ORDER BY site
