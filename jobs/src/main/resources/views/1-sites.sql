-- title: Sites of the archive
-- column site: site of the manifest
-- column vantage: passive or active; passive where the tables do not tell
-- column captures: capture files
-- column packets: packet records in them
-- column first_time: earliest packet
-- column last_time: latest packet
SELECT site,
       coalesce(min(vantage), 'passive') AS vantage,
       count(*) AS captures,
       sum(packets) AS packets,
       min(first_time) AS first_time,
       max(last_time) AS last_time
FROM captures
GROUP BY site
