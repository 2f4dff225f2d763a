-- title: Certificates that clients show
-- group: today
-- paper: "Illuminating Large-Scale Client Certificates", ICT 2021 (Xia et al.)
-- definition: The first certificate of each chain that a client sent, by what its key is and what it may be used for.
-- population: distinct certificates that clients sent first in their chains and that parse
-- column key: algorithm and bits of the key, or its curve
-- column usage: client, server, client and server, other, or any, by extendedKeyUsage (any: the extension is missing)
-- column certificates: certificates
-- column all_certificates: certificates of all keys and usages
-- column percent: certificates of all_certificates
-- column median_lifetime_days: median of their lifetimes, days
-- column expired: those that had expired when they were last shown
-- column expired_percent: expired of certificates
-- plot: bars x=key series=usage y=certificates title="Clients' certificates"
WITH shown AS (
  SELECT get(tls.client_chain, 0) AS sha256, max(start_time) AS last_shown
  FROM handshakes
  WHERE size(tls.client_chain) > 0
  GROUP BY get(tls.client_chain, 0)
),
told AS (
  SELECT c.validity_days,
         c.not_after < s.last_shown AS is_expired,
         concat(c.key_algorithm, ' ', coalesce(c.key_curve, CAST(c.key_bits AS STRING), '')) AS key,
         CASE WHEN size(c.extended_key_usage) IS NULL OR size(c.extended_key_usage) = 0 THEN 'any'
              WHEN array_contains(c.extended_key_usage, 'clientAuth')
                AND array_contains(c.extended_key_usage, 'serverAuth') THEN 'client and server'
              WHEN array_contains(c.extended_key_usage, 'clientAuth') THEN 'client'
              WHEN array_contains(c.extended_key_usage, 'serverAuth') THEN 'server'
              ELSE 'other' END AS usage
  FROM shown AS s
  JOIN certificates AS c ON c.sha256 = s.sha256
  WHERE c.parse_error IS NULL
)
SELECT key,
       usage,
       count(*) AS certificates,
       sum(count(*)) OVER () AS all_certificates,
       100e0 * count(*) / sum(count(*)) OVER () AS percent,
       percentile(validity_days, 0.5) AS median_lifetime_days,
       count_if(is_expired) AS expired,
       100e0 * count_if(is_expired) / count(*) AS expired_percent
FROM told
GROUP BY key, usage
ORDER BY certificates DESC, key, usage
