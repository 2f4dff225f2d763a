-- title: Lifetimes of server certificates
-- plot: cdf x=days y=cumulative_percent xlog=true marks=47,100,200,398 title="Lifetimes of server certificates" xlabel="days"
WITH leaves AS (
  SELECT DISTINCT sha256, validity_days AS days
  FROM server_leaves
  WHERE validity_days IS NOT NULL AND NOT coalesce(is_ca, false)
),
steps AS (
  SELECT days, count(*) AS certificates_of_days FROM leaves GROUP BY days
),
facts AS (
  SELECT count(*) AS certificates,
         median(days) AS median_days,
         1e2 * sum(CASE WHEN days > 200 THEN 1 ELSE 0 END) / nullif(count(*), 0) AS long_percent
  FROM leaves
)
SELECT s.days,
       1e2 * sum(s.certificates_of_days) OVER (ORDER BY s.days) / f.certificates AS cumulative_percent,
       f.certificates,
       f.median_days,
       f.long_percent
FROM steps AS s
CROSS JOIN facts AS f
ORDER BY s.days
