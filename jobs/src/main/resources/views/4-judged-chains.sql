-- title: TLS connections whose server sent certificates, and what trust stores said of them on that day
-- definition: all columns of handshakes, once for each trust store; without the table certificate_validity once, and
-- column trust_store: name of the store; NULL when nothing was judged
-- column verdict: verifiable, expired, self_signed, broken; NULL when this chain was not judged
-- column reason: why
-- column used_pool: the server did not send all that was needed
SELECT h.*, s.trust_store, v.verdict, v.reason, v.used_pool
FROM handshakes AS h
LEFT JOIN (SELECT DISTINCT trust_store FROM certificate_validity) AS s ON true
LEFT JOIN certificate_validity AS v
  ON v.chain = h.tls.server_chain AND v.date = h.date AND v.trust_store = s.trust_store AND v.side = 'server'
WHERE size(h.tls.server_chain) > 0
