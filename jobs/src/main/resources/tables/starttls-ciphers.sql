-- title: Ciphers and key exchanges of protocols that upgrade to TLS or begin with it
-- group: 2016
-- paper: "TLS in the wild", NDSS 2016 (Holz, Amann, Mehani, Wachs, Kaafar): ciphers
-- definition: What the chosen cipher suite has; the columns overlap. TLS 1.3's suites name no key exchange: there it is
--   told by the group (ffdhe: DHE, all others: ECDHE).
-- population: TLS connections to the port whose cipher suite was seen
-- column vantage: passive or active
-- column port: TCP port of the server
-- column protocol: protocol that is usual there
-- column connections: connections with a cipher suite
-- column rc4_connections: with RC4
-- column rc4_percent: of connections
-- column aes_connections: with AES
-- column aes_percent: of connections
-- column dhe_connections: with ephemeral Diffie-Hellman over a prime field
-- column dhe_percent: of connections
-- column ecdhe_connections: with ephemeral Diffie-Hellman over a curve, post-quantum hybrids too
-- column ecdhe_percent: of connections
-- plot: bars x=protocol y=rc4_percent,aes_percent,dhe_percent,ecdhe_percent panel=vantage
--   title="Cipher suites by protocol" ylabel="percent of connections"
WITH suites AS (
  SELECT vantage,
         port,
         service,
         in_paper,
         upper(tls.cipher_suite) AS suite,
         tls.version LIKE '%tls1.3%' AS names_no_exchange,
         coalesce(tls.selected_group, '') AS selected_group
  FROM upgrade_tls
  WHERE tls.cipher_suite IS NOT NULL
),
counts AS (
  SELECT vantage,
         port,
         service,
         in_paper,
         count(*) AS connections,
         count_if(contains(suite, 'RC4')) AS rc4,
         count_if(contains(suite, 'AES')) AS aes,
         count_if(startswith(suite, 'TLS_DHE_') OR names_no_exchange AND startswith(selected_group, 'ffdhe')) AS dhe,
         count_if(startswith(suite, 'TLS_ECDHE_')
                  OR names_no_exchange AND selected_group != '' AND NOT startswith(selected_group, 'ffdhe')) AS ecdhe
  FROM suites
  GROUP BY vantage, port, service, in_paper
)
SELECT vantage,
       port,
       service AS protocol,
       connections,
       rc4 AS rc4_connections,
       100e0 * rc4 / connections AS rc4_percent,
       aes AS aes_connections,
       100e0 * aes / connections AS aes_percent,
       dhe AS dhe_connections,
       100e0 * dhe / connections AS dhe_percent,
       ecdhe AS ecdhe_connections,
       100e0 * ecdhe / connections AS ecdhe_percent
FROM counts
ORDER BY vantage DESC, NOT in_paper, port
