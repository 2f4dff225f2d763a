-- title: OCSP requests by month and responder
-- group: today
-- definition: Exchanges by HTTP whose request was seen, and handshakes of the same month beside them: responders were switched
--   off from 2025 on.
-- population: OCSP requests by HTTP
-- column month: UTC month of the request, yyyy-mm
-- column host: host of the responder
-- column requests: requests
-- column month_requests: requests to all responders
-- column percent: requests of month_requests
-- column answered: requests whose response was seen to its end
-- column answered_percent: answered of requests
-- plot: lines x=month series=host y=requests title="OCSP requests"
SELECT substr(CAST(date AS STRING), 1, 7) AS month,
       host,
       count(*) AS requests,
       sum(count(*)) OVER (PARTITION BY substr(CAST(date AS STRING), 1, 7)) AS month_requests,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY substr(CAST(date AS STRING), 1, 7)) AS percent,
       count(lookup_time) AS answered,
       100e0 * count(lookup_time) / count(*) AS answered_percent
FROM ocsp_exchanges
GROUP BY substr(CAST(date AS STRING), 1, 7), host
ORDER BY month, requests DESC, host IS NULL, host
