-- Which chains are valid, and why are the others not?
SELECT verdict, reason, count(DISTINCT chain) AS chains
FROM certificate_validity
WHERE side = 'server'
GROUP BY verdict, reason
ORDER BY chains DESC, verdict, reason
