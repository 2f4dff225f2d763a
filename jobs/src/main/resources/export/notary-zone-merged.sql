-- What the Notary's zone tells, from contributions that were merged.
SELECT sha1,
       min(first_seen) AS first_seen,
       max(last_seen) AS last_seen,
       max(times_seen) AS times_seen,
       max(validated) AS validated
FROM notary_certificates
GROUP BY sha1
ORDER BY sha1
