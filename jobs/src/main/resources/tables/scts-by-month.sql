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
WITH stapled AS (
  SELECT DISTINCT connection_id FROM ocsp WHERE via = 'stapled' AND size(scts) > 0
),
seen AS (
  SELECT h.vantage,
         h.month,
         coalesce(size(c.sct_log_ids) > 0, false) AS in_certificate,
         coalesce(size(h.tls.extension_scts) > 0, false) AS in_extension,
         s.connection_id IS NOT NULL AS in_ocsp
  FROM handshakes AS h
  LEFT JOIN certificates AS c ON c.sha256 = get(h.tls.server_chain, 0)
  LEFT JOIN stapled AS s ON s.connection_id = h.connection_id
  WHERE size(h.tls.server_chain) > 0
)
SELECT vantage,
       month,
       count(*) AS connections,
       count_if(in_certificate OR in_extension OR in_ocsp) AS with_scts,
       100e0 * count_if(in_certificate OR in_extension OR in_ocsp) / count(*) AS with_scts_percent,
       count_if(in_certificate) AS in_certificate,
       count_if(in_extension) AS in_extension,
       count_if(in_ocsp) AS in_ocsp
FROM seen
GROUP BY vantage, month
ORDER BY vantage DESC, month
