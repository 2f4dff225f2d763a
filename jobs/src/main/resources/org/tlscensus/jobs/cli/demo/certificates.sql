-- Which certificates do servers and clients send most?
SELECT subject_common_name,
       issuer_common_name,
       key_algorithm,
       key_bits,
       to_date(not_after) AS not_after,
       self_signed,
       connections,
       server_names
FROM certificates
ORDER BY connections DESC, subject_common_name, sha256
LIMIT 12;
