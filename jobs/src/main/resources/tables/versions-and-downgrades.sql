-- title: Versions offered, and downgrades
-- group: today
-- paper: "Tracking the Deployment of TLS 1.3 on the Web: A Story of Experimentation and Centralization", CCR 2020 (Holz et al.)
-- definition: The highest version that the client offers against the one that the server chose. A server that speaks a higher
--   version than it chose says so in its random, by the sentinel of RFC 8446 section 4.1.3.
-- population: connections in which the server chose a version
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column offered: highest version that the client offers
-- column negotiated: version that the server chose
-- column connections: connections
-- column month_connections: connections of the month
-- column percent: connections of month_connections
-- column sentinels: connections in which the server's random says that it speaks a higher version
-- column established: connections whose handshake was established
-- plot: shares x=month series=offered y=connections panel=vantage title="Highest versions offered"
WITH chosen AS (
  SELECT vantage,
         month,
         tls.version AS negotiated,
         CASE WHEN concat(' ', array_join(tls.client_hello.supported_versions, ' ')) LIKE '% tls1.3%' THEN 'tls1.3'
              WHEN concat(' ', array_join(tls.client_hello.supported_versions, ' ')) LIKE '% dtls1.3%' THEN 'dtls1.3'
              ELSE coalesce(tls.client_hello.version, 'not seen') END AS offered,
         tls.server_hello.downgrade_sentinel IS NOT NULL AS has_sentinel,
         tls.established AS established
  FROM handshakes
  WHERE tls.version IS NOT NULL
)
SELECT vantage,
       month,
       offered,
       negotiated,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY vantage, month) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month) AS percent,
       count_if(has_sentinel) AS sentinels,
       count_if(established) AS established
FROM chosen
GROUP BY vantage, month, offered, negotiated
ORDER BY vantage DESC, month, connections DESC, offered, negotiated
