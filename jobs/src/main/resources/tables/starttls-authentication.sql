-- title: Authentication mechanisms offered in the clear
-- group: 2016
-- paper: after "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar)
-- definition: Mechanisms that the server listed before TLS. A connection that lists several is in several rows; the
--   row without a mechanism has the connections that list none.
-- population: connections to StartTLS ports whose cleartext dialogue was seen
-- column vantage: passive or active
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column mechanism: name of the mechanism, in capitals; NULL: none was listed
-- column connections: connections in which it was listed
-- column before_tls_connections: those of them that went on to TLS
-- column without_tls_connections: those of them that did not
-- column authenticated_in_clear_connections: those of them in which someone authenticated without TLS, by any mechanism
-- column servers: distinct server addresses that listed it
-- column port_connections: connections to this port
-- column percent: connections of port_connections
WITH dialogues AS (
  SELECT vantage,
         port,
         service,
         in_paper,
         server_address,
         starttls.upgraded AS upgraded,
         starttls.authenticated_in_clear AS authenticated_in_clear,
         count(*) OVER (PARTITION BY vantage, port) AS port_connections,
         array_distinct(split(upper(coalesce(array_join(starttls.authentication_offered, ' '), '')), ' ')) AS mechanisms
  FROM upgrade_dialogues
),
offers AS (
  SELECT *, explode(mechanisms) AS offered FROM dialogues
),
named AS (
  SELECT *, nullif(offered, '') AS mechanism FROM offers
)
SELECT vantage,
       port,
       service AS protocol,
       mechanism,
       count(*) AS connections,
       count_if(upgraded) AS before_tls_connections,
       count_if(NOT upgraded) AS without_tls_connections,
       count_if(authenticated_in_clear) AS authenticated_in_clear_connections,
       count(DISTINCT server_address) AS servers,
       max(port_connections) AS port_connections,
       100e0 * count(*) / max(port_connections) AS percent
FROM named
GROUP BY vantage, port, service, in_paper, mechanism
ORDER BY vantage DESC, NOT in_paper, port, connections DESC, mechanism NULLS LAST
