-- title: Cipher suites of Tor connections by month
-- group: 2016
-- paper: "Exploring Tor's Activity Through Long-term Passive TLS Traffic Measurement", PAM 2016 (Amann, Sommer)
-- population: connections whose server's one certificate looks like a Tor relay's
-- definition: The suite that the server chose.
-- column month: UTC month, yyyy-mm
-- column cipher_suite: IANA name
-- column connections: connections with it
-- column month_connections: all in which a suite was chosen
-- column percent: connections of month_connections
-- plot: shares x=month series=cipher_suite y=connections title="Cipher suites of Tor connections"
SELECT month,
       tls.cipher_suite AS cipher_suite,
       count(*) AS connections,
       sum(count(*)) OVER (PARTITION BY month) AS month_connections,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY month) AS percent
FROM tor_connections
WHERE tls.cipher_suite IS NOT NULL
GROUP BY month, tls.cipher_suite
ORDER BY month, connections DESC, cipher_suite
