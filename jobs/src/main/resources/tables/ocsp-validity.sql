-- title: How long OCSP responses are valid
-- group: 2016
-- paper: "Measuring the Latency and Pervasiveness of TLS Certificate Revocation", PAM 2016 (Zhu, Amann, Heidemann)
-- definition: From this_update to next_update.
-- population: single responses that say both, by HTTP and stapled, each as often as it was seen
-- column validity_days: days
-- column responses: responses that are valid for so long
-- column cumulative_responses: for so long or shorter
-- column all_responses: all of them
-- column cumulative_percent: cumulative_responses of all_responses
-- plot: cdf x=validity_days y=cumulative_percent xlog=true marks=0.01,0.1,1,7,10,100 title="Validity of OCSP responses"
--   xlabel="days"
WITH counts AS (
  SELECT unix_micros(next_update) - unix_micros(this_update) AS micros, count(*) AS responses
  FROM ocsp
  WHERE this_update IS NOT NULL AND next_update IS NOT NULL
  GROUP BY 1
)
SELECT micros / 86400e6 AS validity_days,
       responses,
       sum(responses) OVER (ORDER BY micros) AS cumulative_responses,
       sum(responses) OVER () AS all_responses,
       100e0 * sum(responses) OVER (ORDER BY micros) / sum(responses) OVER () AS cumulative_percent
FROM counts
ORDER BY validity_days
