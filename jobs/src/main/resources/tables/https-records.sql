-- title: What HTTPS records say
-- group: today
-- paper: "Exploring the Ecosystem of DNS HTTPS Resource Records: An End-to-End Perspective", IMC 2024 (Dong et al.)
-- definition: A name counts for a parameter when one of its HTTPS records has it (RFC 9460). Aliases of the name before the record
--   do not matter. The paper asks for the names of a list; here they are those that clients looked up.
-- population: names with an HTTPS record in an answer, all sites together
-- column parameter: alias mode or service mode; a parameter, alpn by its protocol; malformed: something does not parse
-- column names: names with it
-- column https_names: names with an HTTPS record
-- column percent: names of https_names
-- column answers: answers that said so
-- plot: bars x=parameter y=percent title="HTTPS records" ylabel="percent of names"
WITH records AS (
  SELECT name, service, answers
  FROM names
  WHERE service.type = 'HTTPS'
),
parameters AS (
  SELECT name, answers, CASE WHEN service.priority = 0 THEN 'alias mode' ELSE 'service mode' END AS parameter FROM records
  UNION ALL
  SELECT name, answers, concat('alpn ', protocol) AS parameter
  FROM (SELECT name, answers, explode(service.alpn) AS protocol FROM records) AS a
  UNION ALL
  SELECT name, answers, 'no-default-alpn' AS parameter FROM records WHERE service.no_default_alpn
  UNION ALL
  SELECT name, answers, 'port' AS parameter FROM records WHERE service.port IS NOT NULL
  UNION ALL
  SELECT name, answers, 'ipv4hint' AS parameter FROM records WHERE service.ipv4hint IS NOT NULL
  UNION ALL
  SELECT name, answers, 'ipv6hint' AS parameter FROM records WHERE service.ipv6hint IS NOT NULL
  UNION ALL
  SELECT name, answers, 'ech' AS parameter FROM records WHERE service.ech_bytes IS NOT NULL
  UNION ALL
  SELECT name, answers, 'mandatory' AS parameter FROM records WHERE service.mandatory IS NOT NULL
  UNION ALL
  SELECT name, answers, key AS parameter
  FROM (SELECT name, answers, explode(service.other_keys) AS key FROM records) AS k
  UNION ALL
  SELECT name, answers, 'another target' AS parameter FROM records WHERE service.priority > 0 AND service.target != '.'
  UNION ALL
  SELECT name, answers, 'malformed' AS parameter FROM records WHERE service.parse_error IS NOT NULL
)
SELECT parameter,
       count(DISTINCT name) AS names,
       (SELECT count(DISTINCT name) FROM records) AS https_names,
       100e0 * count(DISTINCT name) / (SELECT count(DISTINCT name) FROM records) AS percent,
       sum(answers) AS answers
FROM parameters
GROUP BY parameter
ORDER BY names DESC, parameter
