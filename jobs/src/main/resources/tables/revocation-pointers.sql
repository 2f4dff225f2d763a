-- title: How certificates tell where to learn of their revocation, by month
-- group: today
-- definition: Each certificate counts once a month in which a server sent it as its own. Stapling is counted in connections.
-- population: certificates that servers sent first in their chains and that parse; connections in which one was sent
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column certificates: distinct certificates
-- column ocsp_and_crl: with the URL of an OCSP responder and of a CRL
-- column ocsp_and_crl_percent: of certificates
-- column ocsp_only: with the URL of an OCSP responder only
-- column ocsp_only_percent: of certificates
-- column crl_only: with the URL of a CRL only
-- column crl_only_percent: of certificates
-- column neither: with neither
-- column neither_percent: of certificates
-- column must_staple: that demand a stapled response (RFC 7633)
-- column must_staple_percent: of certificates
-- column connections: connections in which one of them was sent
-- column stapled: those in which the server stapled a response
-- column stapled_percent: stapled of connections
-- plot: lines x=month y=ocsp_and_crl_percent,ocsp_only_percent,crl_only_percent,neither_percent panel=vantage
--   title="Pointers to revocation" ylabel="percent of certificates"
WITH leaves AS (
  SELECT vantage,
         month,
         month_connections,
         month_stapled,
         size(ocsp_urls) > 0 AS ocsp,
         size(crl_urls) > 0 AS crl,
         must_staple
  FROM server_leaves
  WHERE parse_error IS NULL
),
counts AS (
  SELECT vantage,
         month,
         count(*) AS certificates,
         count_if(coalesce(ocsp, false) AND coalesce(crl, false)) AS ocsp_and_crl,
         count_if(coalesce(ocsp, false) AND NOT coalesce(crl, false)) AS ocsp_only,
         count_if(NOT coalesce(ocsp, false) AND coalesce(crl, false)) AS crl_only,
         count_if(NOT coalesce(ocsp, false) AND NOT coalesce(crl, false)) AS neither,
         count_if(must_staple) AS must_staple,
         sum(month_connections) AS connections,
         sum(month_stapled) AS stapled
  FROM leaves
  GROUP BY vantage, month
)
SELECT vantage,
       month,
       certificates,
       ocsp_and_crl,
       100e0 * ocsp_and_crl / certificates AS ocsp_and_crl_percent,
       ocsp_only,
       100e0 * ocsp_only / certificates AS ocsp_only_percent,
       crl_only,
       100e0 * crl_only / certificates AS crl_only_percent,
       neither,
       100e0 * neither / certificates AS neither_percent,
       must_staple,
       100e0 * must_staple / certificates AS must_staple_percent,
       connections,
       stapled,
       100e0 * stapled / connections AS stapled_percent
FROM counts
ORDER BY vantage DESC, month
