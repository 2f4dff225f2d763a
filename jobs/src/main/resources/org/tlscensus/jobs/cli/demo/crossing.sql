-- Which connections crossed capture files? Each is one row.
SELECT site, round(duration, 1) AS seconds, tls.version AS version, captures
FROM connections
WHERE size(captures) > 1
ORDER BY start_time, connection_id
