-- title: Negotiated versions
-- plot: shares x=month series=version y=connections title="Negotiated versions"
SELECT month,
       tls.version AS version,
       count(*) AS connections,
       sum(count(*)) OVER () AS answered,
       1e2 * sum(sum(CASE WHEN tls.version LIKE '%tls1.3%' THEN 1 ELSE 0 END)) OVER () / sum(count(*)) OVER () AS new_percent,
       1e2 * sum(sum(CASE WHEN tls.version LIKE '%tls1.2%' OR tls.version LIKE '%tls1.3%' THEN 0 ELSE 1 END)) OVER ()
         / sum(count(*)) OVER () AS old_percent
FROM handshakes
WHERE tls.version IS NOT NULL
GROUP BY month, tls.version
ORDER BY month, version
