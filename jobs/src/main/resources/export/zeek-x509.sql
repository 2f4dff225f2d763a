-- What Zeek's x509.log tells: each certificate once a site and day for each place that it had.
WITH chains AS (
  SELECT site,
         date,
         coalesce(tls.certificate_time, tls.server_hello_time, tls.client_hello_time, start_time) AS ts,
         tls.server_chain AS chain,
         false AS client_cert
  FROM connections
  WHERE tls.server_chain IS NOT NULL
  UNION ALL
  SELECT site,
         date,
         coalesce(tls.certificate_time, tls.server_hello_time, tls.client_hello_time, start_time) AS ts,
         tls.client_chain AS chain,
         true AS client_cert
  FROM connections
  WHERE tls.client_chain IS NOT NULL
),
sent AS (
  SELECT site, date, ts, client_cert, get(chain, 0) AS leaf, explode(array_distinct(chain)) AS fingerprint
  FROM chains
),
places AS (
  SELECT site, date, fingerprint, fingerprint = leaf AS host_cert, client_cert, min(ts) AS ts
  FROM sent
  GROUP BY site, date, fingerprint, fingerprint = leaf, client_cert
)
SELECT p.site,
       p.date,
       p.ts,
       p.fingerprint,
       c.version AS certificate_version,
       c.serial_number AS certificate_serial,
       c.subject AS certificate_subject,
       c.issuer AS certificate_issuer,
       c.not_before AS certificate_not_valid_before,
       c.not_after AS certificate_not_valid_after,
       c.key_algorithm,
       c.signature_algorithm AS certificate_sig_alg,
       c.key_bits,
       c.rsa_exponent AS certificate_exponent,
       c.key_curve AS certificate_curve,
       c.dns_names AS san_dns,
       c.uris AS san_uri,
       c.email_addresses AS san_email,
       c.ip_addresses AS san_ip,
       c.is_ca AS basic_constraints_ca,
       c.path_length AS basic_constraints_path_len,
       p.host_cert,
       p.client_cert
FROM places AS p
JOIN certificates AS c ON c.sha256 = p.fingerprint
ORDER BY p.site, p.date, p.ts, p.fingerprint, p.host_cert, p.client_cert
