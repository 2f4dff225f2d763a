-- title: Whose issuers the servers' chains have
-- group: today
-- paper: "Inside Certificate Chains Beyond Public Issuers: Structure and Usage Analysis", IMC 2025 (Dong et al.)
-- definition: By the column category of chains, which census validate makes: public issuers are those that a trust store of
--   its run or the export of the CCADB knows, by signatures up to an anchor, fingerprint, or key id. The paper's category of
--   interception wants a list of issuers: see the table interception.
-- population: connections in which the server showed a certificate
-- column vantage: passive or active
-- column category: public, non_public, hybrid, self_signed (one certificate, signed by its own key), or (not told)
-- column chains: distinct chains
-- column all_chains: distinct chains of all categories
-- column chains_percent: chains of all_chains
-- column connections: connections with such a chain
-- column all_connections: connections in which the server showed a certificate
-- column connections_percent: connections of all_connections
-- column established: connections whose handshake came to its end
-- column established_percent: established of connections
-- plot: bars x=category y=chains_percent,connections_percent panel=vantage title="Issuers of servers' chains" ylabel="percent"
WITH counted AS (
  SELECT h.vantage,
         coalesce(c.category, '(not told)') AS category,
         count(DISTINCT array_join(h.tls.server_chain, ' ')) AS chains,
         count(*) AS connections,
         count_if(h.tls.established) AS established
  FROM handshakes AS h
  LEFT JOIN chains AS c ON c.chain = h.tls.server_chain AND c.side = 'server'
  WHERE size(h.tls.server_chain) > 0
  GROUP BY h.vantage, coalesce(c.category, '(not told)')
),
totals AS (
  SELECT vantage, sum(chains) AS all_chains, sum(connections) AS all_connections FROM counted GROUP BY vantage
)
SELECT c.vantage,
       c.category,
       c.chains,
       t.all_chains,
       100e0 * c.chains / t.all_chains AS chains_percent,
       c.connections,
       t.all_connections,
       100e0 * c.connections / t.all_connections AS connections_percent,
       c.established,
       100e0 * c.established / c.connections AS established_percent
FROM counted AS c
JOIN totals AS t ON t.vantage = c.vantage
ORDER BY c.vantage DESC, c.connections DESC, c.category
