-- title: Connections with the vantage of their site and their month
-- definition: all columns of connections, and
-- column vantage: passive or active
-- column month: UTC month of start_time, yyyy-mm
SELECT c.*,
       coalesce(s.vantage, 'passive') AS vantage,
       substr(CAST(c.date AS STRING), 1, 7) AS month
FROM connections AS c
LEFT JOIN sites AS s ON c.site = s.site
