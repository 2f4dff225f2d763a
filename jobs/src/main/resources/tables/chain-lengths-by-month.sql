-- title: How many certificates servers send, by month
-- group: today
-- paper: "Inside Certificate Chains Beyond Public Issuers: Structure and Usage Analysis", IMC 2025 (Dong et al.)
-- definition: Certificates of the message as sent, whether they belong to the chain or not.
-- population: connections in which the server showed a certificate
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column length: certificates sent; 6 stands for 6 and more
-- column connections: connections with so many
-- column chains: distinct chains of so many
-- column month_connections: connections in which the server showed any
-- column percent: connections of month_connections
-- plot: shares x=month series=length y=connections panel=vantage title="Certificates that servers send"
SELECT vantage,
       month,
       least(size(tls.server_chain), 6) AS length,
       count(*) AS connections,
       count(DISTINCT array_join(tls.server_chain, ' ')) AS chains,
       sum(count(*)) OVER (PARTITION BY vantage, month) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY vantage, month) AS percent
FROM handshakes
WHERE size(tls.server_chain) > 0
GROUP BY vantage, month, least(size(tls.server_chain), 6)
ORDER BY vantage DESC, month, length
