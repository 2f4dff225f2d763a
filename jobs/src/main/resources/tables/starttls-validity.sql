-- title: Validity of the certificates of protocols that upgrade to TLS or begin with it
-- group: 2016
-- paper: "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar)
-- definition: Each chain is judged at the day of the connection against a trust store, without a test of the host name, first
--   as sent, then with the CA certificates of the whole archive. self_signed: the leaf's own key signed it. expired: a path
--   to an anchor holds but for its dates. verifiable: one holds. broken: all else. A server (address) counts once a port,
--   by its last connection. See census validate.
-- population: TCP connections to these ports that do not speak another protocol, in which the server's certificates were seen (TLS 1.3 hides them), and
--   the servers of these
-- column panel: unit, vantage and trust store in one
-- column unit: servers (distinct addresses) or connections
-- column vantage: passive or active
-- column trust_store: name of the store; NULL when census validate did not run
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
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
-- plot: bars x=protocol y=broken_percent,expired_percent,self_signed_percent,verifiable_percent stacked=true panel=panel
--   title="Validity of certificates" ylabel="percent"
SELECT panel,
       unit,
       vantage,
       trust_store,
       port,
       service AS protocol,
       members,
       not_judged,
       judged,
       broken,
       broken_percent,
       expired,
       expired_percent,
       self_signed,
       self_signed_percent,
       verifiable,
       verifiable_percent,
       used_pool
FROM verdict_shares
WHERE service != 'HTTPS'
ORDER BY unit DESC, vantage DESC, trust_store, NOT in_paper, port
