-- title: What became of the packets
-- definition: Every packet record of every capture is counted once, under decoded or under why it was not.
-- population: packet records of the site's captures
-- column site: site of the manifest
-- column outcome: decoded, or the reason
-- column packets: packet records
-- column site_packets: all packet records of the site
-- column percent: packets of site_packets
-- plot: shares x=site series=outcome y=packets title="Packets by outcome"
WITH outcomes AS (
  SELECT site, entry.key AS outcome, sum(entry.value) AS packets
  FROM (SELECT site, explode(map_entries(packets_by_reason)) AS entry FROM captures)
  GROUP BY site, entry.key
)
SELECT site,
       outcome,
       packets,
       sum(packets) OVER (PARTITION BY site) AS site_packets,
       100e0 * packets / nullif(sum(packets) OVER (PARTITION BY site), 0) AS percent
FROM outcomes
ORDER BY site, packets DESC, outcome
