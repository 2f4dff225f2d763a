-- title: Lifetimes of certificates
-- group: today
-- definition: Whole days from not_before to not_after. 398, 200, 100 and 47 days are the bounds that the CA/Browser Forum set
--   for certificates issued from September 2020, March 2026, March 2027 and March 2029 on.
-- population: distinct certificates that servers sent first in their chains, that parse and are no CA's
-- column issue: issued before 2020-09-01, from then on, or from 2026-03-15 on (by not_before)
-- column lifetime_days: lifetime in days
-- column certificates: certificates with this lifetime
-- column cumulative_certificates: certificates with this lifetime or a shorter one
-- column issue_certificates: all certificates of this time of issue
-- column cumulative_percent: cumulative_certificates of issue_certificates
-- plot: cdf x=lifetime_days series=issue y=cumulative_percent xlog=true marks=47,100,200,398
--   title="Lifetimes of certificates" xlabel="days"
WITH leaves AS (
  SELECT DISTINCT sha256,
         validity_days,
         CASE WHEN not_before < TIMESTAMP '2020-09-01 00:00:00Z' THEN 'before 2020-09'
              WHEN not_before < TIMESTAMP '2026-03-15 00:00:00Z' THEN '2020-09 to 2026-03'
              ELSE 'from 2026-03' END AS issue
  FROM server_leaves
  WHERE validity_days IS NOT NULL AND not_before IS NOT NULL AND NOT coalesce(is_ca, false)
),
counts AS (
  SELECT issue, validity_days, count(*) AS certificates
  FROM leaves
  GROUP BY issue, validity_days
)
SELECT issue,
       validity_days AS lifetime_days,
       certificates,
       sum(certificates) OVER (PARTITION BY issue ORDER BY validity_days) AS cumulative_certificates,
       sum(certificates) OVER (PARTITION BY issue) AS issue_certificates,
       100e0 * sum(certificates) OVER (PARTITION BY issue ORDER BY validity_days)
         / sum(certificates) OVER (PARTITION BY issue) AS cumulative_percent
FROM counts
ORDER BY issue, lifetime_days
