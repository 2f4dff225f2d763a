-- Which connections cross capture files, and are still one row?
SELECT connection_id,
       start_time,
       round(duration, 3) AS duration,
       tls.version AS version,
       end_reason,
       captures
FROM connections
WHERE size(captures) > 1
ORDER BY start_time, connection_id;
