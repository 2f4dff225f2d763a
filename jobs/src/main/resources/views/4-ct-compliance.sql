-- title: Certificates whose timestamps were checked, by Chrome's policy of Certificate Transparency
-- definition: The policy since 2022-04-15 (googlechrome.github.io/CertificateTransparency/ct_policy.html), as of the first
--   connection that had the certificate, whatever policy was in force then. Timestamps inside a certificate meet it when they
--   are of 2 logs (3 where the certificate lasts more than 180 days), one of which at least is in use (qualified, usable or
--   readonly); others may be of logs that have retired since they signed. Timestamps beside it (TLS extension, OCSP) meet it
--   when they are of 2 logs in use. In both ways the logs have 2 operators at least. Only timestamps with a valid signature
--   count. The list of logs tells one state of each: a log that retired later than the first connection was in use then.
-- column certificate_sha256: the certificate
-- column way: inside or beside the certificate
-- column scts: timestamps
-- column valid_scts: those with a valid signature
-- column unchecked_scts: those of logs that the list does not have, or whose issuer is not known
-- column logs: distinct logs that count
-- column used_logs: those of them that were in use
-- column operators: their operators
-- column required_logs: as many logs have to be there
-- column is_met: whether the policy is met
WITH told AS (
  SELECT certificate_sha256,
         CASE WHEN source = 'certificate' THEN 'inside' ELSE 'beside' END AS way,
         signature,
         log_id,
         operator,
         signature = 'valid'
           AND (log_state IN ('qualified', 'usable', 'readonly')
             OR log_state = 'retired' AND first_seen < log_state_since) AS in_use,
         signature = 'valid'
           AND source = 'certificate'
           AND log_state = 'retired'
           AND sct_time < log_state_since AS was_in_use
  FROM scts
),
counted AS (
  SELECT certificate_sha256,
         way,
         count(*) AS scts,
         count_if(signature = 'valid') AS valid_scts,
         count_if(signature = 'unchecked') AS unchecked_scts,
         count(DISTINCT CASE WHEN in_use OR was_in_use THEN log_id END) AS logs,
         count(DISTINCT CASE WHEN in_use THEN log_id END) AS used_logs,
         count(DISTINCT CASE WHEN in_use OR was_in_use THEN operator END) AS operators
  FROM told
  GROUP BY certificate_sha256, way
),
required AS (
  SELECT t.*,
         CASE WHEN t.way = 'inside' AND unix_seconds(c.not_after) - unix_seconds(c.not_before) > 180 * 86400 THEN 3
              ELSE 2 END AS required_logs
  FROM counted AS t
  JOIN certificates AS c ON c.sha256 = t.certificate_sha256
)
SELECT certificate_sha256,
       way,
       scts,
       valid_scts,
       unchecked_scts,
       logs,
       used_logs,
       operators,
       required_logs,
       logs >= required_logs AND used_logs >= 1 AND operators >= 2 AS is_met
FROM required
