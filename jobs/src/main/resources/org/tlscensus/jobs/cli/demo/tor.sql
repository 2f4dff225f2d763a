-- How long do links of Tor last, and what tells that they are Tor's?
SELECT CASE WHEN tor_evidence = 'server_link' THEN 'the certificate' ELSE 'the server name, perhaps' END AS told_by,
       count(*) AS connections, round(median(duration), 1) AS median_seconds, round(max(duration), 1) AS longest_seconds
FROM connections
WHERE tor_evidence IS NOT NULL
GROUP BY tor_evidence
ORDER BY told_by
