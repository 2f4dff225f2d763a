-- title: Visibility of server certificates
-- plot: shares x=month series=certificate y=parts title="The server's certificate"
WITH seen AS (
  SELECT month,
         CASE WHEN tls.server_chain IS NOT NULL THEN 'visible'
              WHEN tls.version IS NULL THEN 'no answer'
              WHEN tls.resumed THEN 'resumed'
              WHEN tls.version LIKE '%tls1.3%' THEN 'hidden'
              ELSE 'not seen' END AS certificate
  FROM handshakes
)
SELECT month,
       certificate,
       count(*) AS parts,
       sum(count(*)) OVER () AS connections,
       1e2 * sum(sum(CASE WHEN certificate = 'visible' THEN 1 ELSE 0 END)) OVER () / sum(count(*)) OVER () AS visible_percent,
       1e2 * sum(sum(CASE WHEN certificate = 'hidden' THEN 1 ELSE 0 END)) OVER () / sum(count(*)) OVER () AS hidden_percent
FROM seen
GROUP BY month, certificate
ORDER BY month, certificate DESC
