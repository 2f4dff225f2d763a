-- title: Timestamps of Certificate Transparency by month and channel
-- group: today
-- paper: "The Rise of Certificate Transparency and Its Implications on the Internet Ecosystem", IMC 2018 (Scheitle et al.)
-- definition: Timestamps come in the certificate, in a TLS extension, or in a stapled OCSP response (RFC 6962 section 3.3).
-- population: connections in which the server showed a certificate
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column connections: connections in which the server showed a certificate
-- column with_scts: those with a timestamp of any channel
-- column with_scts_percent: with_scts of connections
-- column in_certificate: those with one in the certificate
-- column in_extension: those with one in a TLS extension
-- column in_ocsp: those with one in a stapled response
-- plot: lines x=month series=vantage y=with_scts_percent title="Connections with timestamps" ylabel="percent"
SELECT vantage,
       month,
       count(*) AS connections,
       count_if(size(tls.sct_sources) > 0) AS with_scts,
       100e0 * count_if(size(tls.sct_sources) > 0) / count(*) AS with_scts_percent,
       count_if(array_contains(tls.sct_sources, 'certificate')) AS in_certificate,
       count_if(array_contains(tls.sct_sources, 'extension')) AS in_extension,
       count_if(array_contains(tls.sct_sources, 'ocsp')) AS in_ocsp
FROM handshakes
WHERE size(tls.server_chain) > 0
GROUP BY vantage, month
ORDER BY vantage DESC, month
