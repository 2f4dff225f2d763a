-- title: OCSP exchanges by HTTP whose request was seen, one row each
-- definition: A table ocsp has a row for each certificate that an exchange is about.
-- column exchange_id: the exchange
-- column connection_id: the connection that carried it
-- column site: site of the manifest
-- column date: UTC day of the request
-- column via: http_get or http_post
-- column host: lower case, without port
-- column client_category: by User-Agent
-- column client_application: by User-Agent
-- column network: delivery network of the host, third party's or own; NULL when there is none
-- column connection_reused: an OCSP request came before on the connection
-- column lookup_time: seconds from the SYN, or for a later one from the request, to the end of the response
-- column tls_connection_id: the handshake that waited for it
SELECT exchange_id,
       min(connection_id) AS connection_id,
       min(site) AS site,
       min(date) AS date,
       min(via) AS via,
       min(lower(regexp_replace(host, '[.]?(:[0-9]*)?$', ''))) AS host,
       min(client_category) AS client_category,
       min(client_application) AS client_application,
       min(coalesce(cdn, self_hosted_cdn)) AS network,
       min(connection_reused) AS connection_reused,
       min(lookup_time) AS lookup_time,
       min(tls_connection_id) AS tls_connection_id
FROM ocsp
WHERE via IN ('http_get', 'http_post')
GROUP BY exchange_id
