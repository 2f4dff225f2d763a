-- title: Validity of the certificates of HTTPS, for contrast
-- definition: Each chain is judged at the day of the connection against a trust store, without a test of the host name, first
--   as sent, then with the CA certificates of the whole archive. self_signed: the leaf's own key signed it. expired: a path
--   to an anchor holds but for its dates. verifiable: one holds. broken: all else. A server (address) counts once,
--   by its last connection. See census validate.
-- population: TCP connections to port 443 that speak TLS from the first byte in which the server's certificates were seen (TLS 1.3 hides them), and
--   the servers of these
-- column panel: unit, vantage and trust store in one
-- column unit: servers (distinct addresses) or connections
-- column vantage: passive or active
-- column trust_store: name of the store; NULL when census validate did not run
-- column port: TCP port of the server
-- column members: servers or connections with certificates
-- column not_judged: those without a verdict, since census validate did not run after they were added
-- column judged: those with a verdict
-- column broken: with this verdict
-- column broken_percent: of judged
-- column expired: with this verdict
-- column expired_percent: of judged
-- column self_signed: with this verdict
-- column self_signed_percent: of judged
-- column verifiable: with this verdict
-- column verifiable_percent: of judged
-- column used_pool: judged with a certificate that the server did not send
-- plot: bars x=port y=broken_percent,expired_percent,self_signed_percent,verifiable_percent stacked=true panel=panel
--   title="Validity of certificates on port 443" ylabel="percent"
SELECT concat_ws(', ', v.unit, v.vantage, v.trust_store) AS panel,
       v.unit,
       v.vantage,
       v.trust_store,
       v.port,
       sum(members) AS members,
       sum(CASE WHEN verdict IS NULL THEN members ELSE 0 END) AS not_judged,
       sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END) AS judged,
       sum(CASE WHEN verdict = 'broken' THEN members ELSE 0 END) AS broken,
       100D * sum(CASE WHEN verdict = 'broken' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS broken_percent,
       sum(CASE WHEN verdict = 'expired' THEN members ELSE 0 END) AS expired,
       100D * sum(CASE WHEN verdict = 'expired' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS expired_percent,
       sum(CASE WHEN verdict = 'self_signed' THEN members ELSE 0 END) AS self_signed,
       100D * sum(CASE WHEN verdict = 'self_signed' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS self_signed_percent,
       sum(CASE WHEN verdict = 'verifiable' THEN members ELSE 0 END) AS verifiable,
       100D * sum(CASE WHEN verdict = 'verifiable' THEN members ELSE 0 END)
         / nullif(sum(CASE WHEN verdict IS NULL THEN 0 ELSE members END), 0) AS verifiable_percent,
       sum(pool_members) AS used_pool
FROM verdict_counts AS v
WHERE v.service = 'HTTPS'
GROUP BY v.unit, v.vantage, v.trust_store, v.port
ORDER BY v.unit DESC, v.vantage DESC, v.trust_store, v.port
