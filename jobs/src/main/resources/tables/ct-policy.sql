-- title: Certificates that meet the policy of Certificate Transparency
-- group: today
-- paper: "The Rise of Certificate Transparency and Its Implications on the Internet Ecosystem", IMC 2018 (Scheitle et al.)
-- definition: Chrome's policy since 2022 (googlechrome.github.io/CertificateTransparency/ct_policy.html), by the view
--   ct_compliance and the list of logs that was given to census validate --ct-logs: 2 logs, or 3 for more than 180 days, of 2
--   operators, with valid signatures. The paper has the policy of 2018, with numbers by months and a log of Google's.
-- population: distinct certificates that servers sent first in chains with public issuers, by month
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column outcome: met inside, met beside (the certificate); else what is lacking: no timestamp, not told (a log is not in the
--   list or the issuer is not known), no valid signature, no log in use, too few logs, one operator
-- column certificates: certificates with that outcome
-- column month_certificates: certificates of all outcomes
-- column percent: certificates of month_certificates
-- column connections: connections in which they were sent
-- plot: shares x=month series=outcome y=certificates panel=vantage title="Policy of Certificate Transparency"
WITH leaves AS (
  SELECT DISTINCT vantage, month, month_connections, sha256
  FROM server_leaves
  WHERE sha256 IN (SELECT leaf_sha256 FROM chains WHERE side = 'server' AND category IN ('public', 'hybrid'))
),
best AS (
  SELECT certificate_sha256,
         max(CASE WHEN way = 'inside' AND is_met THEN 1 ELSE 0 END) AS met_inside,
         max(CASE WHEN way = 'beside' AND is_met THEN 1 ELSE 0 END) AS met_beside,
         sum(unchecked_scts) AS unchecked_scts,
         sum(valid_scts) AS valid_scts,
         max(used_logs) AS used_logs,
         max(CASE WHEN logs >= required_logs THEN 1 ELSE 0 END) AS has_logs
  FROM ct_compliance
  GROUP BY certificate_sha256
),
told AS (
  SELECT l.vantage,
         l.month,
         l.month_connections,
         CASE WHEN b.certificate_sha256 IS NULL THEN 'no timestamp'
              WHEN b.met_inside = 1 THEN 'met inside'
              WHEN b.met_beside = 1 THEN 'met beside'
              WHEN b.unchecked_scts > 0 THEN 'not told'
              WHEN b.valid_scts = 0 THEN 'no valid signature'
              WHEN b.used_logs = 0 THEN 'no log in use'
              WHEN b.has_logs = 0 THEN 'too few logs'
              ELSE 'one operator' END AS outcome
  FROM leaves AS l
  LEFT JOIN best AS b ON b.certificate_sha256 = l.sha256
)
SELECT vantage,
       month,
       outcome,
       count(*) AS certificates,
       sum(count(*)) OVER (PARTITION BY vantage, month) AS month_certificates,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month) AS percent,
       sum(month_connections) AS connections
FROM told
GROUP BY vantage, month, outcome
ORDER BY vantage DESC, month, certificates DESC, outcome
