-- title: Judged chains with what is no part of the verdict: the server's name, and revocation
-- definition: all columns of judged_chains, and
-- column name_matches: the server certificate is for the name that the client asked for (tls.server_name), as RFC 9525 has it:
--   a wildcard stands for the whole leftmost label, of a name with two labels more at least; international names are compared as
--   A-labels; an address has to be among ip_addresses. The common name counts where there are no dns_names (RFC 6125).
--   NULL when no name was asked for, or the certificate does not parse
-- column revoked_known: an OCSP response in the archive, or a revocation list that was downloaded in it or given to census
--   validate --crl, with a signature that was verified, says that the certificate was revoked when the connection began; false
--   when such a response or list says that it was not; NULL when none tells
WITH told AS (
  SELECT certificate_sha256, certificate_status, revocation_time, coalesce(next_update, this_update) AS told_until
  FROM ocsp
  WHERE signature_valid AND certificate_sha256 IS NOT NULL
  UNION ALL
  SELECT certificate_sha256, certificate_status, revocation_time, next_update
  FROM revocations
),
statuses AS (
  SELECT certificate_sha256,
         min(revocation_time) FILTER (WHERE certificate_status = 'revoked') AS revoked_at,
         max(told_until) FILTER (WHERE certificate_status = 'good') AS good_until
  FROM told
  GROUP BY certificate_sha256
),
names AS (
  SELECT DISTINCT sha256, lower(trim(TRAILING '.' FROM name)) AS name
  FROM (
    SELECT sha256, explode(dns_names) AS name FROM certificates
    UNION ALL
    SELECT sha256, subject_common_name FROM certificates WHERE coalesce(size(dns_names), 0) <= 0
  ) AS every
  WHERE name IS NOT NULL
),
hosts AS (
  SELECT server_name,
         host,
         CASE WHEN instr(host, '.') > 1 THEN concat('*', substr(host, instr(host, '.'))) END AS wildcard,
         translate(host, '0123456789.', '') = '' OR instr(host, ':') > 0 AS is_address
  FROM (
    SELECT DISTINCT tls.server_name AS server_name, lower(trim(TRAILING '.' FROM tls.server_name)) AS host
    FROM judged_chains
    WHERE tls.server_name IS NOT NULL
  ) AS asked
)
SELECT j.*,
       CASE
         WHEN h.host IS NULL OR c.sha256 IS NULL OR c.parse_error IS NOT NULL AND c.subject IS NULL THEN NULL
         WHEN h.is_address THEN coalesce(array_contains(c.ip_addresses, h.host), false)
         ELSE same.name IS NOT NULL OR wild.name IS NOT NULL
       END AS name_matches,
       CASE
         WHEN s.revoked_at <= j.start_time THEN true
         WHEN j.start_time <= greatest(s.revoked_at, s.good_until) THEN false
       END AS revoked_known
FROM judged_chains AS j
LEFT JOIN certificates AS c ON c.sha256 = get(j.tls.server_chain, 0)
LEFT JOIN hosts AS h ON h.server_name = j.tls.server_name
LEFT JOIN names AS same ON same.sha256 = c.sha256 AND same.name = h.host
LEFT JOIN names AS wild ON wild.sha256 = c.sha256 AND wild.name = h.wildcard AND h.wildcard LIKE '*._%._%'
LEFT JOIN statuses AS s ON s.certificate_sha256 = get(j.tls.server_chain, 0)
