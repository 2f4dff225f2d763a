-- Which cipher suites are chosen, and how many of the clients that got one offer no forward secrecy too?
SELECT tls.cipher_suite AS cipher_suite,
       tls.selected_group AS selected_group,
       count(*) AS connections,
       count_if(exists(tls.client_hello.cipher_suite_ids, id -> id IN (47, 53, 60, 61, 156, 157))) AS rsa_exchange_offered
FROM connections
WHERE tls.cipher_suite IS NOT NULL
GROUP BY tls.cipher_suite, tls.selected_group
ORDER BY connections DESC, cipher_suite, selected_group
LIMIT 12;
