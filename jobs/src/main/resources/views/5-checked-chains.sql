-- title: Judged chains with what is no part of the verdict: the server's name, and revocation
-- definition: all columns of judged_chains, and
-- column name_matches: the server certificate is for the name that the client asked for (tls.server_name), as RFC 9525 has it:
--   a wildcard stands for the whole leftmost label, of a name with two labels more at least; international names are compared as
--   A-labels; an address has to be among ip_addresses. The common name counts where there are no dns_names (RFC 6125).
--   NULL when no name was asked for, or the certificate does not parse
-- column revoked_known: an OCSP response in the archive, with a signature that was verified, says that the certificate was
--   revoked when the connection began; false when such a response says that it was not; NULL when none tells
WITH statuses AS (
  SELECT certificate_sha256,
         min(revocation_time) FILTER (WHERE certificate_status = 'revoked') AS revoked_at,
         max(coalesce(next_update, this_update)) FILTER (WHERE certificate_status = 'good') AS good_until
  FROM ocsp
  WHERE signature_valid AND certificate_sha256 IS NOT NULL
  GROUP BY certificate_sha256
),
named AS (
  SELECT j.*,
         lower(trim(TRAILING '.' FROM tls.server_name)) AS asked,
         c.parse_error IS NULL OR c.subject IS NOT NULL AS parses,
         c.ip_addresses AS addresses,
         transform(
           CASE WHEN size(c.dns_names) > 0 THEN c.dns_names ELSE array_compact(array(c.subject_common_name)) END,
           name -> lower(trim(TRAILING '.' FROM name))) AS names
  FROM judged_chains AS j
  LEFT JOIN certificates AS c ON c.sha256 = j.tls.server_chain[0]
)
SELECT n.* EXCEPT (asked, parses, addresses, names),
       CASE
         WHEN asked IS NULL OR names IS NULL OR NOT parses THEN NULL
         WHEN asked RLIKE '^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$' OR instr(asked, ':') > 0
           THEN array_contains(coalesce(addresses, array()), asked)
         ELSE exists(
           names,
           name -> name = asked
             OR name RLIKE '^[*][.][^*.]+[.][^*]+$' AND instr(asked, '.') > 1
                AND substr(asked, instr(asked, '.')) = substr(name, 2))
       END AS name_matches,
       CASE
         WHEN s.revoked_at <= n.start_time THEN true
         WHEN n.start_time <= greatest(s.revoked_at, s.good_until) THEN false
       END AS revoked_known
FROM named AS n
LEFT JOIN statuses AS s ON s.certificate_sha256 = n.tls.server_chain[0]
