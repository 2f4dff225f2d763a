-- title: StartTLS by protocol
-- definition: The figure has the seven protocols with most connections.
-- plot: bars x=protocol y=offered,upgraded title="Connections offered StartTLS, and upgraded"
WITH counts AS (
  SELECT service AS protocol,
         count(*) AS connections,
         sum(CASE WHEN starttls.offered THEN 1 ELSE 0 END) AS offered,
         sum(CASE WHEN starttls.upgraded THEN 1 ELSE 0 END) AS upgraded,
         sum(CASE WHEN starttls.authenticated_in_clear THEN 1 ELSE 0 END) AS leaked_by
  FROM upgrade_dialogues
  WHERE vantage = 'passive'
  GROUP BY service
)
SELECT protocol,
       offered,
       upgraded,
       sum(connections) OVER () AS dialogues,
       sum(offered) OVER () AS all_offered,
       sum(upgraded) OVER () AS all_upgraded,
       1e2 * sum(upgraded) OVER () / sum(connections) OVER () AS upgraded_percent,
       nullif(sum(leaked_by) OVER (), 0) AS leaked
FROM counts
ORDER BY connections DESC, protocol
LIMIT 7
