-- title: Group that was agreed on
-- plot: shares x=month series=group_name y=connections title="Group that was agreed on"
WITH chosen AS (
  SELECT h.month,
         h.tls.selected_group AS group_name,
         count(*) AS connections,
         sum(CASE WHEN g.is_post_quantum THEN 1 ELSE 0 END) AS post_quantum
  FROM handshakes AS h
  LEFT JOIN group_names AS g ON g.name = h.tls.selected_group
  WHERE h.tls.selected_group IS NOT NULL
  GROUP BY h.month, h.tls.selected_group
),
most AS (
  SELECT group_name AS first_group, sum(connections) AS uses
  FROM chosen
  GROUP BY group_name
  ORDER BY uses DESC, group_name
  LIMIT 1
)
SELECT c.month,
       c.group_name,
       c.connections,
       sum(c.connections) OVER () AS chosen_of,
       1e2 * sum(c.post_quantum) OVER () / sum(c.connections) OVER () AS chosen_percent,
       m.first_group,
       1e2 * m.uses / sum(c.connections) OVER () AS first_percent
FROM chosen AS c
CROSS JOIN most AS m
ORDER BY c.month, c.connections DESC, c.group_name
