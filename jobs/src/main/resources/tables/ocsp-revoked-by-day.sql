-- title: OCSP responses that say revoked or unknown, by day
-- group: 2016
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: A response counts for each certificate that it speaks of.
-- population: single responses with a status, by HTTP and stapled
-- column day: UTC day of the request, or of a response without one
-- column responses: single responses
-- column revoked: those that say revoked
-- column revoked_percent: revoked of responses
-- column unknown: those that say unknown
-- column unknown_percent: unknown of responses
-- plot: lines x=day y=revoked_percent,unknown_percent title="Revoked and unknown" ylabel="percent of responses"
SELECT date AS day,
       count(*) AS responses,
       count_if(certificate_status = 'revoked') AS revoked,
       100e0 * count_if(certificate_status = 'revoked') / count(*) AS revoked_percent,
       count_if(certificate_status = 'unknown') AS unknown,
       100e0 * count_if(certificate_status = 'unknown') / count(*) AS unknown_percent
FROM ocsp
WHERE certificate_status IS NOT NULL
GROUP BY date
ORDER BY date
