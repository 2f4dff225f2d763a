-- title: Certificate compression offered, by month
-- group: today
-- definition: The extension compress_certificate in the first ClientHello (RFC 8879); a client may offer several algorithms.
-- population: connections with a ClientHello of TLS 1.3 (it lists that version), TLS and QUIC
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column hellos: such connections
-- column offered: with the extension
-- column offered_percent: offered of hellos
-- column zlib: with zlib
-- column zlib_percent: of hellos
-- column brotli: with Brotli
-- column brotli_percent: of hellos
-- column zstd: with Zstandard
-- column zstd_percent: of hellos
-- plot: lines x=month y=zlib_percent,brotli_percent,zstd_percent panel=vantage title="Certificate compression offered"
--   ylabel="percent of hellos"
WITH hellos AS (
  SELECT vantage, month, tls.client_hello.certificate_compression AS algorithms
  FROM handshakes
  WHERE concat(' ', array_join(tls.client_hello.supported_versions, ' ')) LIKE '% tls1.3%'
)
SELECT vantage,
       month,
       count(*) AS hellos,
       count_if(size(algorithms) > 0) AS offered,
       100e0 * count_if(size(algorithms) > 0) / count(*) AS offered_percent,
       count_if(array_contains(algorithms, 1)) AS zlib,
       100e0 * count_if(array_contains(algorithms, 1)) / count(*) AS zlib_percent,
       count_if(array_contains(algorithms, 2)) AS brotli,
       100e0 * count_if(array_contains(algorithms, 2)) / count(*) AS brotli_percent,
       count_if(array_contains(algorithms, 3)) AS zstd,
       100e0 * count_if(array_contains(algorithms, 3)) / count(*) AS zstd_percent
FROM hellos
GROUP BY vantage, month
ORDER BY vantage DESC, month
