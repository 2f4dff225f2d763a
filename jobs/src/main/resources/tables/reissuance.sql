-- title: How certificates are renewed
-- group: today
-- paper: "Automated Certificate Reissuance" and "X.509 Mayflies", PAM 2021 and 2022
-- definition: A renewal is the next certificate by not_before with the same DNS names and the same issuer organization. The
--   overlap is the time for which both are valid; it is negative when there is a gap.
-- population: distinct certificates that servers sent first in their chains, that parse and have DNS names
-- column issuer: organization of the issuer; NULL without one
-- column certificates: certificates of the issuer
-- column renewals: renewals
-- column median_interval_days: median of the days from one not_before to the next
-- column median_overlap_days: median of the days of overlap
-- column gaps: renewals that came after the end of the one before
-- column gaps_percent: gaps of renewals
-- column same_key: renewals with the same public key
-- column same_key_percent: same_key of renewals
-- plot: bars x=issuer y=renewals title="Renewals by issuer"
WITH leaves AS (
  SELECT DISTINCT sha256,
         issuer_organization AS issuer,
         array_join(array_sort(dns_names), ' ') AS names,
         spki_sha256,
         not_before,
         not_after
  FROM server_leaves
  WHERE parse_error IS NULL AND size(dns_names) > 0 AND not_before IS NOT NULL AND not_after IS NOT NULL
),
ordered AS (
  SELECT *,
         lag(not_before) OVER (PARTITION BY coalesce(issuer, ''), names ORDER BY not_before, sha256) AS before_begin,
         lag(not_after) OVER (PARTITION BY coalesce(issuer, ''), names ORDER BY not_before, sha256) AS before_end,
         lag(spki_sha256) OVER (PARTITION BY coalesce(issuer, ''), names ORDER BY not_before, sha256) AS before_key
  FROM leaves
),
measured AS (
  SELECT *,
         (unix_seconds(not_before) - unix_seconds(before_begin)) / 86400e0 AS interval_days,
         (unix_seconds(before_end) - unix_seconds(not_before)) / 86400e0 AS overlap_days
  FROM ordered
)
SELECT issuer,
       count(*) AS certificates,
       count(before_begin) AS renewals,
       percentile(interval_days, 0.5) AS median_interval_days,
       percentile(overlap_days, 0.5) AS median_overlap_days,
       count_if(overlap_days < 0) AS gaps,
       100e0 * count_if(overlap_days < 0) / nullif(count(before_begin), 0) AS gaps_percent,
       count_if(before_key = spki_sha256) AS same_key,
       100e0 * count_if(before_key = spki_sha256) / nullif(count(before_begin), 0) AS same_key_percent
FROM measured
GROUP BY issuer
ORDER BY renewals DESC, certificates DESC, issuer IS NULL, issuer
