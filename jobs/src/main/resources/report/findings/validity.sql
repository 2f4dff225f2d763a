-- title: Verdicts on chains
-- definition: Without the certificates of Tor relays, which are made to be worth nothing.
-- plot: bars x=verdict y=connections title="Verdicts, of connections"
WITH judged AS (
  SELECT trust_store, verdict, reason, count(*) AS connections
  FROM judged_chains
  WHERE verdict IS NOT NULL
    AND coalesce(tor_evidence, 'none') != 'server_link'
    AND trust_store = (SELECT min(trust_store) FROM certificate_validity)
  GROUP BY trust_store, verdict, reason
),
worst AS (
  SELECT reason, connections
  FROM judged
  WHERE verdict != 'verifiable' AND reason IS NOT NULL
  ORDER BY connections DESC, reason
  LIMIT 1
),
totals AS (
  SELECT sum(connections) AS judged,
         1e2 * sum(CASE WHEN verdict = 'verifiable' THEN connections ELSE 0 END) / sum(connections) AS verifiable_percent
  FROM judged
)
SELECT j.verdict,
       sum(j.connections) AS connections,
       max(t.judged) AS judged,
       max(t.verifiable_percent) AS verifiable_percent,
       max(j.trust_store) AS trust_store,
       max(w.reason) AS worst_reason,
       max(w.connections) AS worst
FROM judged AS j
CROSS JOIN totals AS t
LEFT JOIN worst AS w ON true
GROUP BY j.verdict
ORDER BY connections DESC, j.verdict
