-- title: Shares of the verdicts on chains, per port
-- definition: sums of verdict_counts; shares are of the members that were judged
-- column panel: unit, vantage and trust store in one
-- column port: TCP port of the server
-- column service: as in upgrade_ports, or HTTPS
-- column in_paper: as in upgrade_ports
-- column unit: connections or servers
-- column members: connections or servers with certificates
-- column not_judged: those without a verdict
-- column judged: those with a verdict
-- column used_pool: those whose verdict needed a certificate that the server did not send
SELECT concat_ws(', ', v.unit, v.vantage, v.trust_store) AS panel,
       v.unit,
       v.vantage,
       v.trust_store,
       v.port,
       v.service,
       v.in_paper,
       sum(members) AS members,
       sum(CASE WHEN verdict IS NULL THEN members ELSE 0 END) AS not_judged,
       sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END) AS judged,
       sum(CASE WHEN verdict = 'broken' THEN members ELSE 0 END) AS broken,
       1e2 * sum(CASE WHEN verdict = 'broken' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS broken_percent,
       sum(CASE WHEN verdict = 'expired' THEN members ELSE 0 END) AS expired,
       1e2 * sum(CASE WHEN verdict = 'expired' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS expired_percent,
       sum(CASE WHEN verdict = 'self_signed' THEN members ELSE 0 END) AS self_signed,
       1e2 * sum(CASE WHEN verdict = 'self_signed' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS self_signed_percent,
       sum(CASE WHEN verdict = 'verifiable' THEN members ELSE 0 END) AS verifiable,
       1e2 * sum(CASE WHEN verdict = 'verifiable' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS verifiable_percent,
       sum(pool_members) AS used_pool
FROM verdict_counts AS v
GROUP BY v.unit, v.vantage, v.trust_store, v.port, v.service, v.in_paper
