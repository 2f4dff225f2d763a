-- title: Certificates that servers showed as their own
-- definition: the first of each chain that a server sent; all columns of certificates, for each site's vantage and
--   month in which it was seen
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column month_connections: connections in which it was sent then
-- column month_stapled: those of them in which an OCSP response was stapled
SELECT c.*, l.vantage, l.month, l.month_connections, l.month_stapled
FROM (
  SELECT vantage,
         month,
         get(tls.server_chain, 0) AS leaf,
         count(*) AS month_connections,
         sum(CASE WHEN tls.stapled_ocsp THEN 1 ELSE 0 END) AS month_stapled
  FROM handshakes
  WHERE tls.server_chain IS NOT NULL
  GROUP BY vantage, month, get(tls.server_chain, 0)
) AS l
JOIN certificates AS c ON c.sha256 = l.leaf
