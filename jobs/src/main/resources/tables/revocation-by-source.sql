-- title: Where clients learn of revocation, by month
-- group: today
-- definition: What was asked for and told in the month: OCSP by HTTP, responses stapled to handshakes, and revocation lists by HTTP.
--   A query is an exchange, a staple or a download. What browsers bring along (CRLite, CRLSets) is not seen. Which certificates a
--   list revokes is not kept: of lists the column tells the entries of the largest.
-- population: OCSP exchanges and staples, downloads of revocation lists
-- column month: UTC month, yyyy-mm
-- column source: OCSP, stapled OCSP or CRL
-- column queries: exchanges, staples, downloads
-- column month_queries: those of all sources in the month
-- column percent: queries of month_queries
-- column answered: with a whole response of OCSP, or a whole list
-- column answered_percent: answered of queries
-- column revoked: that say of a certificate that it is revoked; NULL for lists
-- column entries: most entries of a list; NULL for OCSP
-- column clients: distinct clients
-- plot: shares x=month series=source y=queries title="Where clients learn of revocation"
WITH exchanges AS (
  SELECT exchange_id,
         substr(CAST(min(date) AS STRING), 1, 7) AS month,
         CASE WHEN min(via) = 'stapled' THEN 'stapled OCSP' ELSE 'OCSP' END AS source,
         count(response_status) > 0 AS is_answered,
         count_if(certificate_status = 'revoked') > 0 AS is_revoked,
         CAST(NULL AS BIGINT) AS entries,
         min(client_address) AS client_address
  FROM ocsp
  GROUP BY exchange_id
),
downloads AS (
  SELECT download_id AS exchange_id,
         substr(CAST(date AS STRING), 1, 7) AS month,
         'CRL' AS source,
         entries IS NOT NULL AS is_answered,
         CAST(NULL AS BOOLEAN) AS is_revoked,
         entries,
         client_address
  FROM crls
),
told AS (
  SELECT * FROM exchanges
  UNION ALL
  SELECT * FROM downloads
)
SELECT month,
       source,
       count(*) AS queries,
       sum(count(*)) OVER (PARTITION BY month) AS month_queries,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY month) AS percent,
       count_if(is_answered) AS answered,
       100e0 * count_if(is_answered) / count(*) AS answered_percent,
       CASE WHEN source != 'CRL' THEN count_if(is_revoked) END AS revoked,
       max(entries) AS entries,
       count(DISTINCT client_address) AS clients
FROM told
GROUP BY month, source
ORDER BY month, queries DESC, source
