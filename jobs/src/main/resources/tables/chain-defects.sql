-- title: What is wrong with chains as they are sent
-- group: today
-- paper: "Inside Certificate Chains Beyond Public Issuers: Structure and Usage Analysis", IMC 2025 (Dong et al.)
-- definition: By the table chains, which census validate makes. RFC 5246 section 7.4.2 wants the sender's certificate first and
--   then each certificate's issuer; a root may be left out, so it is listed here without being a fault. The paper counts
--   unnecessary certificates by names; here the way up goes by names and signatures. A chain may have several defects.
-- population: connections in which this side showed a certificate whose chain is in the table chains
-- column vantage: passive or active
-- column side: who sent the chain: server or client
-- column defect: what is wrong, or worth a note
-- column chains: distinct chains with it
-- column all_chains: distinct chains
-- column chains_percent: chains of all_chains
-- column connections: connections with it
-- column all_connections: connections
-- column connections_percent: connections of all_connections
-- plot: bars x=defect series=side y=connections_percent panel=vantage title="Defects of chains" ylabel="percent"
WITH sent AS (
  SELECT vantage, 'server' AS side, tls.server_chain AS chain FROM handshakes WHERE size(tls.server_chain) > 0
  UNION ALL
  SELECT vantage, 'client' AS side, tls.client_chain AS chain FROM handshakes WHERE size(tls.client_chain) > 0
),
known AS (
  SELECT s.vantage,
         s.side,
         c.chain_id,
         c.ordering,
         c.superfluous,
         c.missing_intermediates,
         c.root_sent,
         c.duplicates,
         c.unreadable,
         array_contains(c.link_names, false) AS names_differ,
         array_contains(c.link_key_ids, 'mismatch') AS key_ids_differ,
         array_contains(c.link_signatures, 'invalid') AS signatures_fail
  FROM sent AS s
  JOIN chains AS c ON c.chain = s.chain AND c.side = s.side
),
defects AS (
  SELECT vantage, side, chain_id, 'disordered' AS defect FROM known WHERE ordering = 'disordered'
  UNION ALL
  SELECT vantage, side, chain_id, 'superfluous certificates' FROM known WHERE superfluous > 0
  UNION ALL
  SELECT vantage, side, chain_id, 'intermediates missing' FROM known WHERE missing_intermediates > 0
  UNION ALL
  SELECT vantage, side, chain_id, 'root sent' FROM known WHERE root_sent
  UNION ALL
  SELECT vantage, side, chain_id, 'a certificate sent twice' FROM known WHERE duplicates > 0
  UNION ALL
  SELECT vantage, side, chain_id, 'a certificate that does not parse' FROM known WHERE unreadable > 0
  UNION ALL
  SELECT vantage, side, chain_id, 'names of neighbours differ' FROM known WHERE names_differ
  UNION ALL
  SELECT vantage, side, chain_id, 'key ids of neighbours differ' FROM known WHERE key_ids_differ
  UNION ALL
  SELECT vantage, side, chain_id, 'names agree, signature does not'
  FROM known
  WHERE signatures_fail AND NOT names_differ
),
totals AS (
  SELECT vantage, side, count(DISTINCT chain_id) AS all_chains, count(*) AS all_connections
  FROM known
  GROUP BY vantage, side
)
SELECT d.vantage,
       d.side,
       d.defect,
       count(DISTINCT d.chain_id) AS chains,
       t.all_chains,
       100e0 * count(DISTINCT d.chain_id) / t.all_chains AS chains_percent,
       count(*) AS connections,
       t.all_connections,
       100e0 * count(*) / t.all_connections AS connections_percent
FROM defects AS d
JOIN totals AS t ON t.vantage = d.vantage AND t.side = d.side
GROUP BY d.vantage, d.side, d.defect, t.all_chains, t.all_connections
ORDER BY d.vantage DESC, d.side DESC, connections DESC, d.defect
