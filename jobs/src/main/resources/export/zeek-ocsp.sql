-- What Zeek's ocsp.log tells: a row for each certificate that a response is about.
SELECT site,
       date,
       coalesce(response_time, request_time) AS ts,
       exchange_id,
       hash_algorithm AS hashAlgorithm,
       issuer_name_hash AS issuerNameHash,
       issuer_key_hash AS issuerKeyHash,
       serial_number AS serialNumber,
       certificate_status AS certStatus,
       revocation_time AS revoketime,
       revocation_reason AS revokereason,
       this_update AS thisUpdate,
       next_update AS nextUpdate
FROM ocsp
WHERE certificate_status IS NOT NULL
ORDER BY site, date, ts, exchange_id, position
