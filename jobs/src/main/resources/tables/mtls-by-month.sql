-- title: Mutual TLS by month
-- group: today
-- paper: "Mutual TLS in Practice: A Deep Dive into Certificate Configurations and Privacy Issues", IMC 2024 (Dong et al.)
-- definition: A connection is mutual when both sides showed a certificate. TLS 1.3 hides both unless its secrets are known, so
--   that only connections count in which the server's was seen.
-- population: connections in which the server showed a certificate
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column connections: connections in which the server showed a certificate
-- column requested: those in which it asked the client for one
-- column requested_percent: requested of connections
-- column mutual: those in which the client showed one
-- column mutual_percent: mutual of connections
-- column established: mutual ones whose handshake was established
-- column client_certificates: distinct certificates that clients showed first in their chains
-- column clients: distinct addresses of clients that showed one
-- plot: lines x=month series=vantage y=mutual_percent title="Mutual TLS" ylabel="percent of connections"
SELECT vantage,
       month,
       count(*) AS connections,
       count_if(tls.client_certificate_requested) AS requested,
       100e0 * count_if(tls.client_certificate_requested) / count(*) AS requested_percent,
       count_if(size(tls.client_chain) > 0) AS mutual,
       100e0 * count_if(size(tls.client_chain) > 0) / count(*) AS mutual_percent,
       count_if(size(tls.client_chain) > 0 AND tls.established) AS established,
       count(DISTINCT CASE WHEN size(tls.client_chain) > 0 THEN get(tls.client_chain, 0) END) AS client_certificates,
       count(DISTINCT CASE WHEN size(tls.client_chain) > 0 THEN tls_client_address END) AS clients
FROM handshakes
WHERE size(tls.server_chain) > 0
GROUP BY vantage, month
ORDER BY vantage DESC, month
