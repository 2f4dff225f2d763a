-- title: Duration of what is Tor's, and of what may be
-- plot: cdf x=seconds series=told_by y=cumulative_percent xlog=true title="How long they last"
WITH links AS (
  SELECT CASE WHEN tor_evidence = 'server_link' THEN 'the certificate' ELSE 'the server name' END AS told_by, duration
  FROM observed
  WHERE tor_evidence IS NOT NULL
),
ranked AS (
  SELECT told_by,
         duration,
         row_number() OVER (PARTITION BY told_by ORDER BY duration) AS place,
         count(*) OVER (PARTITION BY told_by) AS members
  FROM links
),
steps AS (
  SELECT told_by, floor(1e2 * place / members) AS percent, max(duration) AS seconds
  FROM ranked
  GROUP BY told_by, floor(1e2 * place / members)
),
facts AS (
  SELECT nullif(sum(CASE WHEN told_by = 'the certificate' THEN 1 ELSE 0 END), 0) AS links,
         nullif(sum(CASE WHEN told_by = 'the certificate' THEN 0 ELSE 1 END), 0) AS hidden,
         median(CASE WHEN told_by = 'the certificate' THEN duration END) AS median_seconds,
         max(CASE WHEN told_by = 'the certificate' THEN duration END) AS longest_seconds
  FROM links
)
SELECT s.told_by,
       s.seconds,
       CAST(s.percent AS DOUBLE) AS cumulative_percent,
       f.links,
       f.hidden,
       f.median_seconds,
       f.longest_seconds
FROM steps AS s
CROSS JOIN facts AS f
ORDER BY s.told_by, s.percent
