-- title: Encrypted ClientHello by month
-- group: today
-- definition: A ClientHello with the extension encrypted_client_hello is either real or GREASE, which looks the same. Where
--   a HelloRetryRequest showed that it was accepted, it is real.
-- population: connections with a ClientHello of TLS 1.3 (it lists that version), TLS and QUIC
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column hellos: such connections
-- column offered: with the extension
-- column offered_percent: offered of hellos
-- column confirmed: known to be real
-- column confirmed_percent: confirmed of hellos
-- plot: lines x=month y=offered_percent series=vantage title="Encrypted ClientHello offered" ylabel="percent of hellos"
SELECT vantage,
       month,
       count(*) AS hellos,
       count_if(tls.client_hello.ech != 'none') AS offered,
       100e0 * count_if(tls.client_hello.ech != 'none') / count(*) AS offered_percent,
       count_if(tls.client_hello.ech = 'outer') AS confirmed,
       100e0 * count_if(tls.client_hello.ech = 'outer') / count(*) AS confirmed_percent
FROM handshakes
WHERE concat(' ', array_join(tls.client_hello.supported_versions, ' ')) LIKE '% tls1.3%'
GROUP BY vantage, month
ORDER BY vantage DESC, month
