-- title: Downloads of revocation lists by month and host
-- group: today
-- definition: Downloads by HTTP whose response was seen. A list counts once for each number and issuer. Time to fetch is from the first
--   byte of the request to the last of the response. A list that was not changed (304) has no bytes.
-- population: downloads of revocation lists by HTTP
-- column month: UTC month, yyyy-mm
-- column host: host that was asked, lower case; NULL where the request was not seen
-- column downloads: downloads
-- column month_downloads: downloads from all hosts in the month
-- column percent: downloads of month_downloads
-- column complete: with a whole list
-- column not_modified: answered by 304
-- column errors: answered by a status of 400 and more
-- column from_cache: where fields of the response tell that a cache had it
-- column bytes: bytes of the bodies
-- column mean_entries: mean of the entries of whole lists
-- column largest_entries: entries of the largest one
-- column median_milliseconds: median of the time to fetch a whole list
-- column mean_validity_hours: mean time from this_update to next_update
-- column clients: distinct clients
-- plot: lines x=month series=host y=downloads title="Downloads of revocation lists"
WITH downloads AS (
  SELECT substr(CAST(date AS STRING), 1, 7) AS month,
         lower(regexp_replace(host, '[.]?(:[0-9]*)?$', '')) AS host,
         client_address,
         http_status,
         from_cache,
         bytes,
         entries,
         CASE WHEN entries IS NOT NULL THEN 1000 * download_time END AS milliseconds,
         (unix_seconds(next_update) - unix_seconds(this_update)) / 3600e0 AS validity_hours
  FROM crls
  WHERE http_status IS NOT NULL
)
SELECT month,
       host,
       count(*) AS downloads,
       sum(count(*)) OVER (PARTITION BY month) AS month_downloads,
       100e0 * count(*) / sum(count(*)) OVER (PARTITION BY month) AS percent,
       count(entries) AS complete,
       count_if(http_status = 304) AS not_modified,
       count_if(http_status >= 400) AS errors,
       count_if(from_cache) AS from_cache,
       CAST(coalesce(sum(bytes), 0) AS BIGINT) AS bytes,
       avg(entries) AS mean_entries,
       max(entries) AS largest_entries,
       percentile(milliseconds, 0.5) AS median_milliseconds,
       avg(validity_hours) AS mean_validity_hours,
       count(DISTINCT client_address) AS clients
FROM downloads
GROUP BY month, host
ORDER BY month, downloads DESC, host IS NULL, host
