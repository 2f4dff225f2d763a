-- title: Connections that may be Tor's, but show no certificate
-- group: 2016
-- definition: Where TLS 1.3 hides the certificate (Tor since 0.3.3) only the made-up server name is left, www., 4 to 25 of
--   a-z and 2-7, .com: real names match too. None of these is counted in the other tables.
-- population: connections with either evidence
-- column month: UTC month, yyyy-mm
-- column server_link: connections whose server's one certificate looks like a Tor relay's
-- column sni_only: connections with such a server name and no certificate to be seen
-- column sni_only_percent: sni_only of both
-- column sni_only_servers: their distinct server addresses
-- column known_servers: those of them that showed a Tor certificate in another connection, or stand in a consensus
-- column named_in_dns: connections whose server name occurs in a DNS answer of the archive: not Tor
-- column server_names: their distinct server names; Tor makes a new one for each connection
-- column repeated_names: names asked for in more than one connection: a real name, most likely
-- plot: bars x=month y=server_link,sni_only title="Tor, and what may be Tor"
WITH known AS (
  SELECT tls_server_address AS address FROM tor_connections
  UNION
  SELECT address FROM consensus
),
evidence AS (
  SELECT o.month,
         o.tor_evidence,
         o.tls_server_address,
         o.tls.server_name AS server_name,
         k.address AS known_address,
         a.name AS dns_name
  FROM observed AS o
  LEFT JOIN known AS k ON k.address = o.tls_server_address
  LEFT JOIN (SELECT DISTINCT name FROM names WHERE address IS NOT NULL) AS a ON a.name = o.tls.server_name
  WHERE o.tor_evidence IS NOT NULL
),
made_up AS (
  SELECT month, count(*) AS server_names, count_if(uses > 1) AS repeated_names
  FROM (SELECT month, server_name, count(*) AS uses
        FROM evidence
        WHERE tor_evidence = 'sni_only'
        GROUP BY month, server_name)
  GROUP BY month
)
SELECT e.month,
       count_if(tor_evidence = 'server_link') AS server_link,
       count_if(tor_evidence = 'sni_only') AS sni_only,
       100e0 * count_if(tor_evidence = 'sni_only') / count(*) AS sni_only_percent,
       count(DISTINCT CASE WHEN tor_evidence = 'sni_only' THEN tls_server_address END) AS sni_only_servers,
       count(DISTINCT CASE WHEN tor_evidence = 'sni_only' THEN known_address END) AS known_servers,
       count_if(tor_evidence = 'sni_only' AND dns_name IS NOT NULL) AS named_in_dns,
       coalesce(max(n.server_names), 0) AS server_names,
       coalesce(max(n.repeated_names), 0) AS repeated_names
FROM evidence AS e
LEFT JOIN made_up AS n ON n.month = e.month
GROUP BY e.month
ORDER BY e.month
