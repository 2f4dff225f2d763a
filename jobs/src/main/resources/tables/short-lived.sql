-- title: Who issues short-lived certificates
-- group: today
-- definition: Short-lived is at most 10 days from not_before to not_after, for which the CA/Browser Forum's Baseline Requirements
--   (section 4.9.9, 7.1.2.11) ask for no pointer to revocation; at most 7 days from 2026-03-15 on. By the organization of the
--   issuer, else its common name; at most 50 issuers of each vantage.
-- population: distinct certificates that servers sent first in their chains, that parse, are no CA's and not self-signed
-- column vantage: passive or active
-- column issuer: organization of the issuer, else its common name
-- column certificates: certificates of this issuer
-- column short_lived: those of at most 10 days
-- column short_lived_percent: short_lived of certificates
-- column week: those of at most 7 days
-- column without_pointer: those of short_lived that name neither OCSP responder nor revocation list
-- column without_pointer_percent: without_pointer of short_lived
-- plot: bars x=issuer y=certificates,short_lived panel=vantage title="Short-lived certificates"
WITH leaves AS (
  SELECT DISTINCT vantage,
         sha256,
         coalesce(issuer_organization, issuer_common_name, '(no name)') AS issuer,
         validity_days,
         coalesce(size(ocsp_urls), 0) <= 0 AND coalesce(size(crl_urls), 0) <= 0 AS has_no_pointer
  FROM server_leaves
  WHERE validity_days IS NOT NULL AND NOT coalesce(is_ca, false) AND NOT coalesce(self_signed, false)
),
counts AS (
  SELECT vantage,
         issuer,
         count(*) AS certificates,
         count_if(validity_days <= 10) AS short_lived,
         count_if(validity_days <= 7) AS week,
         count_if(validity_days <= 10 AND has_no_pointer) AS without_pointer
  FROM leaves
  GROUP BY vantage, issuer
),
ranked AS (
  SELECT *,
         row_number() OVER (PARTITION BY vantage ORDER BY short_lived DESC, certificates DESC, issuer) AS place
  FROM counts
)
SELECT vantage,
       issuer,
       certificates,
       short_lived,
       100e0 * short_lived / certificates AS short_lived_percent,
       week,
       without_pointer,
       100e0 * without_pointer / nullif(short_lived, 0) AS without_pointer_percent
FROM ranked
WHERE place <= 50
ORDER BY vantage DESC, short_lived DESC, certificates DESC, issuer
