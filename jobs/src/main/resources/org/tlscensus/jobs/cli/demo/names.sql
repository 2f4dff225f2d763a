-- How many clients ask for a name, and does the certificate that they get name it?
SELECT c.site,
       count(*) AS connections,
       count(c.tls.server_name) AS with_name,
       count_if(leaf.sha256 IS NOT NULL) AS with_name_and_certificate,
       count_if(exists(leaf.dns_names,
                       name -> name = lower(c.tls.server_name)
                               OR name = regexp_replace(lower(c.tls.server_name), '^[^.]+', '*'))) AS named
FROM connections AS c
LEFT JOIN certificates AS leaf
       ON leaf.sha256 = try_element_at(c.tls.server_chain, 1) AND c.tls.server_name IS NOT NULL
WHERE c.tls IS NOT NULL
GROUP BY c.site
ORDER BY c.site;
