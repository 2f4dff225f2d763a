-- What the Notary's zone tells, from an archive's own connections.
WITH sent AS (
  SELECT date, explode(array_distinct(tls.server_chain)) AS sha256
  FROM connections
  WHERE tls.server_chain IS NOT NULL AND transport IN ('tcp', 'udp')
),
verifiable AS (
  SELECT DISTINCT explode(path) AS sha256
  FROM certificate_validity
  WHERE side = 'server' AND verdict = 'verifiable'
)
SELECT c.sha1,
       CAST(min(unix_date(s.date)) AS BIGINT) AS first_seen,
       CAST(max(unix_date(s.date)) AS BIGINT) AS last_seen,
       count(DISTINCT s.date) AS times_seen,
       max(CASE WHEN v.sha256 IS NULL THEN 0L ELSE 1L END) AS validated
FROM sent AS s
JOIN certificates AS c ON c.sha256 = s.sha256
LEFT JOIN verifiable AS v ON v.sha256 = s.sha256
GROUP BY c.sha1
ORDER BY c.sha1
