-- title: What is odd about the certificates of mutual TLS
-- group: today
-- paper: "Mutual TLS in Practice: A Deep Dive into Certificate Configurations and Privacy Issues", IMC 2024 (Dong et al.)
-- definition: Of the first certificate of each chain, at the time of the connection. A serial number collides when its issuer
--   gave it to several certificates of the archive. The paper leaves open what a long expiry is: here more than 1,000 days.
-- population: connections in which both sides showed a certificate
-- column vantage: passive or active
-- column oddity: what is odd
-- column connections: connections with it
-- column all_connections: connections in which both sides showed a certificate
-- column percent: connections of all_connections
-- column certificates: distinct certificates of clients with it
WITH serials AS (
  SELECT issuer, serial_number
  FROM certificates
  WHERE issuer IS NOT NULL AND serial_number IS NOT NULL
  GROUP BY issuer, serial_number
  HAVING count(*) > 1
),
mutual AS (
  SELECT h.vantage,
         c.sha256,
         get(h.tls.server_chain, 0) = c.sha256 AS is_same,
         s.serial_number IS NOT NULL AS collides,
         c.not_after < h.start_time AS is_expired,
         (unix_seconds(h.start_time) - unix_seconds(c.not_after)) > 1000 * 86400 AS is_long_expired,
         c.not_before > h.start_time AS is_early,
         c.not_after < c.not_before AS is_reversed,
         c.issuer_organization IS NULL AND c.issuer_common_name IS NULL AS has_no_issuer,
         c.self_signed,
         c.version < 3 AS is_old,
         c.key_algorithm = 'rsa' AND c.key_bits < 2048 AS is_weak
  FROM handshakes AS h
  JOIN certificates AS c ON c.sha256 = get(h.tls.client_chain, 0)
  LEFT JOIN serials AS s ON s.issuer = c.issuer AND s.serial_number = c.serial_number
  WHERE size(h.tls.client_chain) > 0 AND size(h.tls.server_chain) > 0
),
odd AS (
  SELECT vantage, sha256, 'the same certificate at both ends' AS oddity FROM mutual WHERE is_same
  UNION ALL
  SELECT vantage, sha256, 'a serial number that its issuer used again' FROM mutual WHERE collides
  UNION ALL
  SELECT vantage, sha256, 'expired' FROM mutual WHERE is_expired
  UNION ALL
  SELECT vantage, sha256, 'expired for more than 1,000 days' FROM mutual WHERE is_long_expired
  UNION ALL
  SELECT vantage, sha256, 'not valid yet' FROM mutual WHERE is_early
  UNION ALL
  SELECT vantage, sha256, 'ends before it begins' FROM mutual WHERE is_reversed
  UNION ALL
  SELECT vantage, sha256, 'an issuer without organization and common name' FROM mutual WHERE has_no_issuer
  UNION ALL
  SELECT vantage, sha256, 'self-signed' FROM mutual WHERE self_signed
  UNION ALL
  SELECT vantage, sha256, 'version 1 or 2' FROM mutual WHERE is_old
  UNION ALL
  SELECT vantage, sha256, 'an RSA key of less than 2,048 bits' FROM mutual WHERE is_weak
),
totals AS (
  SELECT vantage, count(*) AS all_connections FROM mutual GROUP BY vantage
)
SELECT o.vantage,
       o.oddity,
       count(*) AS connections,
       t.all_connections,
       100e0 * count(*) / t.all_connections AS percent,
       count(DISTINCT o.sha256) AS certificates
FROM odd AS o
JOIN totals AS t ON t.vantage = o.vantage
GROUP BY o.vantage, o.oddity, t.all_connections
ORDER BY o.vantage DESC, connections DESC, o.oddity
