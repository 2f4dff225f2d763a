-- title: Lifetimes of servers' certificates by month
-- group: today
-- definition: Whole days from not_before to not_after, of certificates in the month in which a server sent them. Short-lived is
--   at most 10 days, for which the CA/Browser Forum asks for no pointer to revocation (at most 7 from 2026-03-15 on); the
--   steps are its bounds of 2026, 2027 and 2029.
-- population: distinct certificates that servers sent first in their chains, that parse and are no CA's
-- column vantage: passive or active
-- column month: UTC month in which they were seen, yyyy-mm
-- column lifetime: up to 10 days, up to 47, up to 100, up to 200, up to 398, or more
-- column certificates: certificates of this lifetime
-- column month_certificates: certificates of any
-- column percent: certificates of month_certificates
-- column month_median_days: median of the lifetimes of month_certificates, days
-- plot: shares x=month series=lifetime y=certificates panel=vantage title="Lifetimes of certificates"
WITH leaves AS (
  SELECT vantage,
         month,
         sha256,
         validity_days,
         CASE WHEN validity_days <= 10 THEN 'up to 10 days'
              WHEN validity_days <= 47 THEN 'up to 47 days'
              WHEN validity_days <= 100 THEN 'up to 100 days'
              WHEN validity_days <= 200 THEN 'up to 200 days'
              WHEN validity_days <= 398 THEN 'up to 398 days'
              ELSE 'more than 398 days' END AS lifetime
  FROM server_leaves
  WHERE validity_days IS NOT NULL AND NOT coalesce(is_ca, false)
),
medians AS (
  SELECT vantage,
         month,
         count(*) AS month_certificates,
         percentile(validity_days, 0.5) AS month_median_days
  FROM leaves
  GROUP BY vantage, month
),
counts AS (
  SELECT vantage, month, lifetime, count(*) AS certificates, min(validity_days) AS shortest
  FROM leaves
  GROUP BY vantage, month, lifetime
)
SELECT c.vantage,
       c.month,
       c.lifetime,
       c.certificates,
       m.month_certificates,
       100e0 * c.certificates / m.month_certificates AS percent,
       m.month_median_days
FROM counts AS c
JOIN medians AS m ON m.vantage = c.vantage AND m.month = c.month
ORDER BY c.vantage DESC, c.month, c.shortest
