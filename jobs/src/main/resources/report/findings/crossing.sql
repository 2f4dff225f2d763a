-- title: Connections that crossed capture files
-- plot: bars x=files y=connections title="Capture files that a connection lies in"
WITH spans AS (
  SELECT size(captures) AS span, count(*) AS connections
  FROM connections
  WHERE size(captures) > 0
  GROUP BY size(captures)
)
SELECT concat(CAST(span AS STRING), CASE WHEN span = 1 THEN ' file' ELSE ' files' END) AS files,
       connections,
       nullif(sum(CASE WHEN span > 1 THEN connections ELSE 0 END) OVER (), 0) AS crossing
FROM spans
ORDER BY span
