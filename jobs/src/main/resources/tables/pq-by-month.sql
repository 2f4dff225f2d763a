-- title: Post-quantum key exchange by month
-- group: today
-- paper: "PQC Network Instrument", 2024 (Sowa, Cao et al.)
-- definition: A client offers when its ClientHello names a group that holds a post-quantum mechanism; it is negotiated when the
--   handshake used one. The paper goes by protocol and month; SSH is not read here.
-- population: connections with a ClientHello that names groups
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column transport: tls (over TCP), dtls or quic
-- column connections: connections
-- column offered: those whose ClientHello offers one
-- column offered_percent: offered of connections
-- column key_shares: those that send a key share for one at once
-- column negotiated: those that used one
-- column negotiated_percent: negotiated of connections
-- column clients: distinct addresses of clients
-- column offering_clients: those that offered one
-- plot: lines x=month series=transport y=offered_percent,negotiated_percent panel=vantage title="Post-quantum key exchange" ylabel="percent"
SELECT vantage,
       month,
       transport,
       count(*) AS connections,
       count_if(offers) AS offered,
       100e0 * count_if(offers) / count(*) AS offered_percent,
       count_if(sends_share) AS key_shares,
       count_if(negotiates) AS negotiated,
       100e0 * count_if(negotiates) / count(*) AS negotiated_percent,
       count(DISTINCT tls_client_address) AS clients,
       count(DISTINCT CASE WHEN offers THEN tls_client_address END) AS offering_clients
FROM post_quantum_hellos
GROUP BY vantage, month, transport
ORDER BY vantage DESC, month, transport
