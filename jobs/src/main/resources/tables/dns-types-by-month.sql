-- title: DNS queries by month and type
-- group: today
-- paper: "Encrypted Client Hello (ECH) Is Coming: A View from Passive Measurements", Network 2025
-- definition: Queries and answers by UDP and TCP as captured, those that were sent again too. An answer without records of the type
--   that was asked for is incomplete: the name has none, does not exist, or an error is told. What a cache answered is not seen.
-- population: DNS queries and answers
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column type: type that was asked for
-- column queries: queries
-- column month_queries: queries of all types in the month
-- column percent: queries of month_queries
-- column answers: answers
-- column with_records: answers with records of the type
-- column with_records_percent: with_records of answers
-- column nxdomain: answers that say that the name does not exist
-- column nxdomain_percent: nxdomain of answers
-- column errors: answers with another error
-- plot: shares x=month series=type y=queries panel=vantage title="DNS queries by type"
WITH counts AS (
  SELECT coalesce(s.vantage, 'passive') AS vantage,
         substr(CAST(q.date AS STRING), 1, 7) AS month,
         q.type,
         sum(q.queries) AS queries,
         sum(q.answers) AS answers,
         sum(q.answers_with_records) AS with_records,
         sum(q.nxdomain) AS nxdomain,
         sum(q.other_errors) AS errors
  FROM name_queries AS q
  LEFT JOIN sites AS s ON q.site = s.site
  GROUP BY coalesce(s.vantage, 'passive'), substr(CAST(q.date AS STRING), 1, 7), q.type
)
SELECT vantage,
       month,
       type,
       CAST(queries AS BIGINT) AS queries,
       CAST(sum(queries) OVER (PARTITION BY vantage, month) AS BIGINT) AS month_queries,
       100e0 * queries / nullif(sum(queries) OVER (PARTITION BY vantage, month), 0) AS percent,
       CAST(answers AS BIGINT) AS answers,
       CAST(with_records AS BIGINT) AS with_records,
       100e0 * with_records / nullif(answers, 0) AS with_records_percent,
       CAST(nxdomain AS BIGINT) AS nxdomain,
       100e0 * nxdomain / nullif(answers, 0) AS nxdomain_percent,
       CAST(errors AS BIGINT) AS errors
FROM counts
ORDER BY vantage DESC, month, queries DESC, type
