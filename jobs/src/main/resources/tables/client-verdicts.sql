-- title: Whether clients' certificates hold
-- group: today
-- paper: "Mutual TLS in Practice: A Deep Dive into Certificate Configurations and Privacy Issues", IMC 2024 (Dong et al.)
-- definition: Verdicts of census validate on clients' chains, judged for client authentication on the day of the connection. A
--   client's certificate is for its server to judge, which mostly has a CA of its own: to be broken by a public trust store
--   is no fault of it. The paper's absent issuer is an issuer that no store and no CCADB knows: category.
-- population: connections in which the client showed a certificate that was judged
-- column vantage: passive or active
-- column trust_store: name of the store
-- column category: as in chains: public, non_public, hybrid, self_signed, or (not told)
-- column verdict: verifiable, expired, self_signed or broken
-- column reason: why
-- column connections: connections with such a chain
-- column all_connections: connections of all verdicts of the store
-- column percent: connections of all_connections
-- column chains: distinct chains
-- plot: bars x=verdict series=category y=connections panel=trust_store title="Verdicts on clients' chains"
WITH judged AS (
  SELECT h.vantage,
         v.trust_store,
         coalesce(c.category, '(not told)') AS category,
         v.verdict,
         v.reason,
         array_join(v.chain, ' ') AS chain
  FROM handshakes AS h
  JOIN certificate_validity AS v ON v.chain = h.tls.client_chain AND v.date = h.date AND v.side = 'client'
  LEFT JOIN chains AS c ON c.chain = h.tls.client_chain AND c.side = 'client'
  WHERE size(h.tls.client_chain) > 0
)
SELECT vantage,
       trust_store,
       category,
       verdict,
       reason,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, trust_store) AS all_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, trust_store) AS percent,
       count(DISTINCT chain) AS chains
FROM judged
GROUP BY vantage, trust_store, category, verdict, reason
ORDER BY vantage DESC, trust_store, connections DESC, category, verdict, reason
