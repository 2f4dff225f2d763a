-- title: Encrypted ClientHello by month
-- group: today
-- paper: "Encrypted Client Hello (ECH) Is Coming: A View from Passive Measurements", Network 2025
-- definition: A ClientHello with the extension encrypted_client_hello is either real or GREASE, which looks the same. Where
--   a HelloRetryRequest showed that it was accepted, it is confirmed. Others are told apart by the HTTPS records that the
--   archive has, as the view ech_hellos says; where there are none, they are unknown.
-- population: connections with a ClientHello of TLS 1.3 (it lists that version), TLS and QUIC
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column hellos: such connections
-- column offered: with the extension
-- column offered_percent: offered of hellos
-- column confirmed: confirmed by a HelloRetryRequest
-- column confirmed_percent: confirmed of hellos
-- column real: real, those confirmed and those with a configuration that an HTTPS record had
-- column real_percent: real of offered
-- column grease: GREASE
-- column grease_percent: grease of offered
-- column unknown: neither is known
-- column unknown_percent: unknown of offered
-- plot: lines x=month y=offered_percent series=vantage title="Encrypted ClientHello offered" ylabel="percent of hellos"
-- plot: lines x=month y=real_percent,grease_percent,unknown_percent panel=vantage title="Encrypted ClientHello: real or GREASE"
--   ylabel="percent of those offered"
WITH hellos AS (
  SELECT h.vantage,
         h.month,
         h.tls.client_hello.ech AS ech,
         e.verdict
  FROM handshakes AS h
  LEFT JOIN ech_hellos AS e ON e.connection_id = h.connection_id
  WHERE concat(' ', array_join(h.tls.client_hello.supported_versions, ' ')) LIKE '% tls1.3%'
)
SELECT vantage,
       month,
       count(*) AS hellos,
       count_if(ech != 'none') AS offered,
       100e0 * count_if(ech != 'none') / count(*) AS offered_percent,
       count_if(ech = 'outer') AS confirmed,
       100e0 * count_if(ech = 'outer') / count(*) AS confirmed_percent,
       count_if(verdict = 'real') AS real,
       100e0 * count_if(verdict = 'real') / nullif(count_if(ech != 'none'), 0) AS real_percent,
       count_if(verdict = 'grease') AS grease,
       100e0 * count_if(verdict = 'grease') / nullif(count_if(ech != 'none'), 0) AS grease_percent,
       count_if(verdict = 'unknown') AS unknown,
       100e0 * count_if(verdict = 'unknown') / nullif(count_if(ech != 'none'), 0) AS unknown_percent
FROM hellos
GROUP BY vantage, month
ORDER BY vantage DESC, month
