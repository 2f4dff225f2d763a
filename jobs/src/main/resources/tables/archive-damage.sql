-- title: Damaged captures
-- definition: The first damage of each capture. All packets before it are used, and those after it from where a packet
--   record can be found again.
-- population: captures
-- column site: site of the manifest
-- column capture: file
-- column damage: what is wrong
-- column damage_offset: byte of the stored file where it begins
-- column packets: packet records that were read all the same
SELECT site, name AS capture, damage, damage_offset, packets
FROM captures
WHERE damage IS NOT NULL
ORDER BY site, name
