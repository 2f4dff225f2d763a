-- title: OCSP lookups and the handshakes that waited for them
-- plot: cdf x=milliseconds series=what y=cumulative_percent xlog=true title="Time that they take"
WITH exchanges AS (
  SELECT host, lookup_time, tls_connection_id
  FROM ocsp_exchanges
  WHERE lookup_time IS NOT NULL
),
waits AS (
  SELECT e.tls_connection_id,
         sum(e.lookup_time) AS ocsp,
         (unix_micros(min(c.tls.first_application_data_time)) - unix_micros(min(c.tls.client_hello_time))) / 1e6 AS tls
  FROM exchanges AS e
  JOIN connections AS c ON c.connection_id = e.tls_connection_id
  WHERE c.tls.first_application_data_time > c.tls.client_hello_time
  GROUP BY e.tls_connection_id
),
times AS (
  SELECT 'OCSP lookups' AS what, ocsp AS seconds FROM waits
  UNION ALL
  SELECT 'TLS handshake', tls FROM waits
  UNION ALL
  SELECT 'OCSP lookups', lookup_time FROM exchanges WHERE NOT exists (SELECT 1 FROM waits)
),
ranked AS (
  SELECT what,
         seconds,
         row_number() OVER (PARTITION BY what ORDER BY seconds) AS place,
         count(*) OVER (PARTITION BY what) AS members
  FROM times
),
steps AS (
  SELECT what, floor(1e2 * place / members) AS percent, max(seconds) AS seconds
  FROM ranked
  GROUP BY what, floor(1e2 * place / members)
),
asked AS (
  SELECT host, count(*) AS requests FROM exchanges GROUP BY host ORDER BY requests DESC, host LIMIT 1
),
facts AS (
  SELECT count(DISTINCT host) AS hosts, count(*) AS lookups, median(lookup_time) AS lookup_seconds FROM exchanges
),
beside AS (
  SELECT nullif(count(*), 0) AS waited, median(tls) AS tls_seconds, median(ocsp) AS ocsp_seconds FROM waits
)
SELECT s.what,
       1e3 * s.seconds AS milliseconds,
       CAST(s.percent AS DOUBLE) AS cumulative_percent,
       f.hosts,
       f.lookups,
       f.lookup_seconds,
       a.host AS first_host,
       b.waited,
       b.tls_seconds,
       b.ocsp_seconds
FROM steps AS s
CROSS JOIN facts AS f
CROSS JOIN asked AS a
CROSS JOIN beside AS b
ORDER BY s.what, s.percent
