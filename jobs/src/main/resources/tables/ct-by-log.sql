-- title: Logs of Certificate Transparency
-- group: today
-- paper: "The Rise of Certificate Transparency and Its Implications on the Internet Ecosystem", IMC 2018 (Scheitle et al.)
-- definition: By the timestamps that are embedded in certificates (RFC 6962); a log is told by its id, the SHA-256 of its key.
--   Names, operators and signatures are those that census validate --ct-logs found.
-- population: distinct certificates that servers sent first in their chains, with at least one embedded timestamp
-- column log_id: the log's id, hex
-- column log: its name, by the list of logs; NULL when that does not have it
-- column operator: who runs it
-- column certificates: certificates with a timestamp of it
-- column all_certificates: certificates with any
-- column percent: certificates of all_certificates
-- column first_timestamp: its first timestamp in these certificates
-- column last_timestamp: its last one
-- column valid: its timestamps with a valid signature
-- column invalid: those whose signature its key does not verify
-- plot: bars x=log_id y=certificates title="Logs of embedded timestamps"
WITH leaves AS (
  SELECT DISTINCT sha256, sct_log_ids, sct_times
  FROM server_leaves
  WHERE size(sct_log_ids) > 0
),
numbered AS (
  SELECT sha256, sct_log_ids, sct_times, explode(sequence(0, size(sct_log_ids) - 1)) AS i FROM leaves
),
stamps AS (
  SELECT sha256, get(sct_log_ids, CAST(i AS INT)) AS log_id, get(sct_times, CAST(i AS INT)) AS stamped FROM numbered
),
checked AS (
  SELECT log_id,
         max(log) AS log,
         max(operator) AS operator,
         count_if(signature = 'valid') AS valid,
         count_if(signature = 'invalid') AS invalid
  FROM scts
  WHERE source = 'certificate' AND certificate_sha256 IN (SELECT sha256 FROM leaves)
  GROUP BY log_id
)
SELECT s.log_id,
       c.log,
       c.operator,
       count(DISTINCT sha256) AS certificates,
       (SELECT count(*) FROM leaves) AS all_certificates,
       100e0 * count(DISTINCT sha256) / (SELECT count(*) FROM leaves) AS percent,
       min(stamped) AS first_timestamp,
       max(stamped) AS last_timestamp,
       coalesce(c.valid, 0) AS valid,
       coalesce(c.invalid, 0) AS invalid
FROM stamps AS s
LEFT JOIN checked AS c ON c.log_id = s.log_id
GROUP BY s.log_id, c.log, c.operator, c.valid, c.invalid
ORDER BY certificates DESC, s.log_id
