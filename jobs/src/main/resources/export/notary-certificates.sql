-- Certificates that servers sent, as the Notary counts them: a day is a UTC day on which a connection began that had it.
WITH sent AS (
  SELECT date, explode(array_distinct(tls.server_chain)) AS sha256
  FROM connections
  WHERE tls.server_chain IS NOT NULL AND transport IN ('tcp', 'udp')
),
seen AS (
  SELECT sha256,
         CAST(min(unix_date(date)) AS BIGINT) AS first_seen,
         CAST(max(unix_date(date)) AS BIGINT) AS last_seen,
         count(DISTINCT date) AS times_seen,
         count(*) AS connections
  FROM sent
  GROUP BY sha256
),
verifiable AS (
  SELECT DISTINCT explode(path) AS sha256
  FROM certificate_validity
  WHERE side = 'server' AND verdict = 'verifiable'
)
SELECT c.sha256,
       c.sha1,
       c.der,
       s.first_seen,
       s.last_seen,
       s.times_seen,
       CASE WHEN v.sha256 IS NULL THEN 0L ELSE 1L END AS validated,
       s.connections
FROM certificates AS c
JOIN seen AS s ON s.sha256 = c.sha256
LEFT JOIN verifiable AS v ON v.sha256 = c.sha256
ORDER BY c.sha256
