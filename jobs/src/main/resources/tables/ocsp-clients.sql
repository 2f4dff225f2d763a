-- title: Who asks for OCSP
-- group: 2016
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: By the User-Agent and the ordered rules in conf/ocsp-clients.conf. Applications that the paper does not name are
--   its others; library or daemon are those that applications use.
-- population: OCSP requests by HTTP
-- column category: Web browsers, library or daemon, email client, other applications or unknown
-- column application: NULL for all of the category
-- column requests: requests
-- column requests_percent: of all requests
-- published: category, application
-- plot: bars x=category y=requests_percent where=application:null title="OCSP clients" ylabel="percent of requests"
WITH clients AS (
  SELECT coalesce(client_category, 'unknown') AS category,
         CASE WHEN client_application LIKE '(%' THEN 'others' ELSE client_application END AS application
  FROM ocsp_exchanges
),
counts AS (
  SELECT category,
         application,
         grouping(application) = 1 AS is_category,
         count(*) AS requests
  FROM clients
  GROUP BY GROUPING SETS ((category), (category, application))
)
SELECT category,
       application,
       requests,
       100e0 * requests / sum(CASE WHEN is_category THEN requests END) OVER () AS requests_percent
FROM counts
WHERE is_category OR application IS NOT NULL
ORDER BY array_position(array('Web browsers', 'library or daemon', 'email client', 'other applications', 'unknown'), category),
         NOT is_category,
         application = 'others',
         requests DESC,
         application
