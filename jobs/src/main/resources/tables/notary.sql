-- title: Certificates as the ICSI Notary tells of them
-- group: 2016
-- paper: the ICSI Certificate Notary
-- definition: As in the Notary's answers: days are counted from 1970-01-01, a certificate is seen on a day when any side of a
--   connection that began on that UTC day sent it, and it is validated when a chain with it was verifiable on some day by
--   some trust store (the path that was built holds it).
-- population: certificates of the archive; those that do not parse too
-- column sha1: SHA-1 of the certificate, hex
-- column first_seen: first day on which it was seen, days since 1970-01-01
-- column last_seen: last day on which it was seen, days since 1970-01-01
-- column times_seen: days on which it was seen
-- column validated: 1 when it was part of a verifiable path, else 0
-- column connections: connections in which it was sent
WITH sent AS (
  SELECT date, explode(array_distinct(concat(coalesce(tls.server_chain, array()), coalesce(tls.client_chain, array())))) AS sha256
  FROM connections
  WHERE tls.server_chain IS NOT NULL OR tls.client_chain IS NOT NULL
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
SELECT c.sha1,
       s.first_seen,
       s.last_seen,
       s.times_seen,
       CAST(CASE WHEN v.sha256 IS NULL THEN 0 ELSE 1 END AS BIGINT) AS validated,
       s.connections
FROM certificates AS c
JOIN seen AS s ON s.sha256 = c.sha256
LEFT JOIN verifiable AS v ON v.sha256 = c.sha256
ORDER BY c.sha1, c.sha256
