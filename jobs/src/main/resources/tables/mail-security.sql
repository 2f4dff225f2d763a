-- title: TLS between mail servers: StartTLS beside look-ups of MTA-STS and DANE
-- group: today
-- paper: "A First Look at MTA-STS", DIMVA 2021 (Tatang et al.)
-- definition: Mail servers that look up _mta-sts (RFC 8461) or TLSA at _25._tcp (RFC 7672) before they send demand TLS where there is
--   an answer; others take StartTLS as it comes. Connections are those to port 25 whose cleartext dialogue was seen; look-ups
--   are those that were captured, whoever made them. The paper asks for the policies of a list of domains.
-- population: connections to port 25 with a StartTLS dialogue; DNS answers
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column connections: connections to port 25
-- column offered: in which the server announced StartTLS
-- column offered_percent: offered of connections
-- column upgraded: that went on to TLS
-- column upgraded_percent: upgraded of connections
-- column mta_sts_queries: queries for MTA-STS
-- column mta_sts_answers: answers to them
-- column mta_sts_found: answers with a record
-- column mta_sts_found_percent: mta_sts_found of mta_sts_answers
-- column dane_queries: queries for TLSA of a mail server
-- column dane_answers: answers to them
-- column dane_found: answers with a record
-- column dane_found_percent: dane_found of dane_answers
-- column tls_reporting_queries: queries for where to report failures (RFC 8460)
-- column tls_reporting_found: answers with a record
-- plot: lines x=month y=connections,upgraded,mta_sts_queries,dane_queries panel=vantage title="TLS between mail servers"
--   ylabel="connections or queries"
WITH dialogues AS (
  SELECT vantage,
         month,
         count(*) AS connections,
         count_if(starttls.offered) AS offered,
         count_if(starttls.upgraded) AS upgraded
  FROM upgrade_dialogues
  WHERE port = 25
  GROUP BY vantage, month
),
lookups AS (
  SELECT coalesce(s.vantage, 'passive') AS vantage,
         substr(CAST(q.date AS STRING), 1, 7) AS month,
         sum(CASE WHEN q.purpose = 'mta_sts' THEN q.queries ELSE 0 END) AS mta_sts_queries,
         sum(CASE WHEN q.purpose = 'mta_sts' THEN q.answers ELSE 0 END) AS mta_sts_answers,
         sum(CASE WHEN q.purpose = 'mta_sts' THEN q.answers_with_records ELSE 0 END) AS mta_sts_found,
         sum(CASE WHEN q.purpose = 'dane_smtp' THEN q.queries ELSE 0 END) AS dane_queries,
         sum(CASE WHEN q.purpose = 'dane_smtp' THEN q.answers ELSE 0 END) AS dane_answers,
         sum(CASE WHEN q.purpose = 'dane_smtp' THEN q.answers_with_records ELSE 0 END) AS dane_found,
         sum(CASE WHEN q.purpose = 'tls_reporting' THEN q.queries ELSE 0 END) AS tls_reporting_queries,
         sum(CASE WHEN q.purpose = 'tls_reporting' THEN q.answers_with_records ELSE 0 END) AS tls_reporting_found
  FROM name_queries AS q
  LEFT JOIN sites AS s ON q.site = s.site
  WHERE q.purpose IN ('mta_sts', 'dane_smtp', 'tls_reporting')
  GROUP BY coalesce(s.vantage, 'passive'), substr(CAST(q.date AS STRING), 1, 7)
),
months AS (
  SELECT vantage, month FROM dialogues
  UNION
  SELECT vantage, month FROM lookups
)
SELECT m.vantage,
       m.month,
       coalesce(d.connections, 0) AS connections,
       coalesce(d.offered, 0) AS offered,
       100e0 * d.offered / d.connections AS offered_percent,
       coalesce(d.upgraded, 0) AS upgraded,
       100e0 * d.upgraded / d.connections AS upgraded_percent,
       CAST(coalesce(l.mta_sts_queries, 0) AS BIGINT) AS mta_sts_queries,
       CAST(coalesce(l.mta_sts_answers, 0) AS BIGINT) AS mta_sts_answers,
       CAST(coalesce(l.mta_sts_found, 0) AS BIGINT) AS mta_sts_found,
       100e0 * l.mta_sts_found / nullif(l.mta_sts_answers, 0) AS mta_sts_found_percent,
       CAST(coalesce(l.dane_queries, 0) AS BIGINT) AS dane_queries,
       CAST(coalesce(l.dane_answers, 0) AS BIGINT) AS dane_answers,
       CAST(coalesce(l.dane_found, 0) AS BIGINT) AS dane_found,
       100e0 * l.dane_found / nullif(l.dane_answers, 0) AS dane_found_percent,
       CAST(coalesce(l.tls_reporting_queries, 0) AS BIGINT) AS tls_reporting_queries,
       CAST(coalesce(l.tls_reporting_found, 0) AS BIGINT) AS tls_reporting_found
FROM months AS m
LEFT JOIN dialogues AS d ON d.vantage = m.vantage AND d.month = m.month
LEFT JOIN lookups AS l ON l.vantage = m.vantage AND l.month = m.month
ORDER BY m.vantage DESC, m.month
