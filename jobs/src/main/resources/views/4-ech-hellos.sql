-- title: Handshakes that offer Encrypted ClientHello, told apart as far as the archive can
-- definition: GREASE looks like the real thing (RFC 9849 section 6.2). Real: a HelloRetryRequest confirmed it (accepted), or the
--   server name that is shown is the public name of a configuration with the id that the hello names, by an HTTPS record of the
--   archive (config). GREASE: the name that is shown has a configuration with another public name, which a client that used it
--   would show (name_shown), or has HTTPS records without one (no_config). Unknown: the name is a public name, but its
--   configurations have other ids, as after a change of keys (other_config); the name was looked up, and no HTTPS record was
--   seen (looked_up), as clients do that send GREASE; nothing is known of the name (not_seen), or none is shown (no_name). An id
--   is a byte: of 256 hellos with GREASE to a public name one has a certain id by chance.
-- column connection_id: the connection
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column server_name: the name that is shown
-- column config_id: which the hello names
-- column verdict: real, grease or unknown
-- column reason: accepted, config, name_shown, no_config, other_config, looked_up, not_seen or no_name
WITH offers AS (
  SELECT connection_id,
         vantage,
         month,
         lower(tls.server_name) AS server_name,
         tls.client_hello.ech AS ech,
         tls.client_hello.ech_config_id AS config_id
  FROM handshakes
  WHERE tls.client_hello.ech != 'none'
),
configs AS (
  SELECT DISTINCT lower(p.public_name) AS public_name, p.config_id
  FROM (
    SELECT get(service.ech_public_names, i) AS public_name, get(service.ech_config_ids, i) AS config_id
    FROM (
      SELECT service, explode(sequence(0, size(service.ech_config_ids) - 1)) AS i
      FROM names
      WHERE size(service.ech_config_ids) > 0
    ) AS e
  ) AS p
),
public_names AS (
  SELECT DISTINCT public_name FROM configs
),
looked_up AS (
  SELECT name,
         count_if(service.type = 'HTTPS') > 0 AS has_record,
         count_if(service.ech_bytes IS NOT NULL) > 0 AS has_config
  FROM names
  GROUP BY name
),
reasons AS (
  SELECT o.*,
         CASE WHEN o.ech = 'outer' THEN 'accepted'
              WHEN o.server_name IS NULL THEN 'no_name'
              WHEN c.public_name IS NOT NULL THEN 'config'
              WHEN p.public_name IS NOT NULL THEN 'other_config'
              WHEN l.has_config THEN 'name_shown'
              WHEN l.has_record THEN 'no_config'
              WHEN l.name IS NOT NULL THEN 'looked_up'
              ELSE 'not_seen' END AS reason
  FROM offers AS o
  LEFT JOIN configs AS c ON c.public_name = o.server_name AND c.config_id = o.config_id
  LEFT JOIN public_names AS p ON p.public_name = o.server_name
  LEFT JOIN looked_up AS l ON l.name = o.server_name
)
SELECT connection_id,
       vantage,
       month,
       server_name,
       config_id,
       CASE WHEN reason IN ('accepted', 'config') THEN 'real'
            WHEN reason IN ('name_shown', 'no_config') THEN 'grease'
            ELSE 'unknown' END AS verdict,
       reason
FROM reasons
