-- title: Groups of the key exchange by month: offered, with a key share, negotiated
-- group: today
-- definition: Offered and with a key share: in the first ClientHello (GREASE is left out). A HelloRetryRequest counts for
--   the group that was negotiated after it.
-- population: connections with a ClientHello that names groups, and connections whose group was seen
-- column vantage: passive or active
-- column month: UTC month, yyyy-mm
-- column group: IANA name, or number where it has none
-- column is_post_quantum: holds a post-quantum mechanism
-- column offered: connections whose client offered it
-- column hellos: connections whose client offered any group
-- column offered_percent: offered of hellos
-- column key_shares: connections whose client sent a key share for it
-- column key_share_percent: key_shares of hellos
-- column negotiated: connections that used it
-- column month_negotiated: connections that used any
-- column negotiated_percent: negotiated of month_negotiated
-- column retried: negotiated after a HelloRetryRequest
-- column retried_percent: retried of negotiated
-- plot: shares x=month series=group y=negotiated panel=vantage title="Negotiated groups"
-- plot: lines x=month series=group y=offered_percent panel=vantage where=is_post_quantum:true
--   title="Clients that offer post-quantum groups" ylabel="percent of hellos"
WITH hellos AS (
  SELECT vantage,
         month,
         array_distinct(tls.client_hello.groups) AS offered,
         tls.client_hello.key_share_groups AS shared
  FROM handshakes
  WHERE size(tls.client_hello.groups) > 0
),
offers AS (
  SELECT vantage, month, id, count(*) AS offered, count_if(array_contains(shared, id)) AS key_shares
  FROM (SELECT vantage, month, shared, explode(offered) AS id FROM hellos)
  WHERE id % 4112 != 2570
  GROUP BY vantage, month, id
),
hello_counts AS (
  SELECT vantage, month, count(*) AS hellos FROM hellos GROUP BY vantage, month
),
named_offers AS (
  SELECT o.vantage, o.month, coalesce(g.name, CAST(o.id AS STRING)) AS name, o.offered, o.key_shares
  FROM offers AS o
  LEFT JOIN group_names AS g ON g.id = o.id
),
uses AS (
  SELECT vantage,
         month,
         tls.selected_group AS name,
         count(*) AS negotiated,
         count_if(tls.hello_retry_request) AS retried
  FROM handshakes
  WHERE tls.selected_group IS NOT NULL
  GROUP BY vantage, month, tls.selected_group
),
use_counts AS (
  SELECT vantage, month, sum(negotiated) AS month_negotiated FROM uses GROUP BY vantage, month
),
named AS (
  SELECT coalesce(o.vantage, u.vantage) AS vantage,
         coalesce(o.month, u.month) AS month,
         coalesce(o.name, u.name) AS name,
         coalesce(o.offered, 0) AS offered,
         coalesce(o.key_shares, 0) AS key_shares,
         coalesce(u.negotiated, 0) AS negotiated,
         coalesce(u.retried, 0) AS retried
  FROM named_offers AS o
  FULL OUTER JOIN uses AS u ON u.vantage = o.vantage AND u.month = o.month AND u.name = o.name
)
SELECT b.vantage,
       b.month,
       b.name AS group,
       coalesce(g.is_post_quantum, false) AS is_post_quantum,
       b.offered,
       coalesce(h.hellos, 0) AS hellos,
       100e0 * b.offered / h.hellos AS offered_percent,
       b.key_shares,
       100e0 * b.key_shares / h.hellos AS key_share_percent,
       b.negotiated,
       coalesce(n.month_negotiated, 0) AS month_negotiated,
       100e0 * b.negotiated / n.month_negotiated AS negotiated_percent,
       b.retried,
       100e0 * b.retried / nullif(b.negotiated, 0) AS retried_percent
FROM named AS b
LEFT JOIN hello_counts AS h ON h.vantage = b.vantage AND h.month = b.month
LEFT JOIN use_counts AS n ON n.vantage = b.vantage AND n.month = b.month
LEFT JOIN group_names AS g ON g.name = b.name
ORDER BY b.vantage DESC, b.month, b.negotiated DESC, b.offered DESC, b.name
