-- Which versions are negotiated, and how many handshakes are completed?
SELECT site,
       tls.version AS version,
       count(*) AS connections,
       count_if(tls.established) AS established,
       count_if(tls.resumed) AS resumed
FROM connections
WHERE tls IS NOT NULL
GROUP BY site, tls.version
ORDER BY site, connections DESC, version;
