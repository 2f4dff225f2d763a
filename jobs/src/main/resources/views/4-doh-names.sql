-- title: Server names in handshakes that are resolvers asked by HTTPS
-- definition: server names of doh_resolvers and below, and those that a service record with a path for DNS over HTTPS leads to
--   (RFC 9461)
-- column server_name: as in tls.server_name
SELECT DISTINCT s.server_name
FROM (SELECT DISTINCT tls.server_name AS server_name FROM handshakes WHERE tls.server_name IS NOT NULL) AS s
JOIN (
  SELECT name FROM doh_resolvers
  UNION
  SELECT service.target AS name FROM names WHERE service.doh_path IS NOT NULL AND service.target != '.'
) AS r ON lower(s.server_name) = r.name OR endswith(lower(s.server_name), concat('.', r.name))
