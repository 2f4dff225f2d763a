-- Which row of the archive is which of the truth: rows of the same key belong together that are mutually nearest in
-- time. The program puts expressions in the place of words in braces: of keys as texts, of times as numbers, of what a
-- row of the truth suffered, and of what ours says of itself.
CREATE OR REPLACE TEMP TABLE sides AS
SELECT true AS is_truth, census_row, md5_number({truth_key}) AS key, coalesce({truth_time}, 0) AS time FROM truth t
UNION ALL
SELECT false, census_row, md5_number({our_key}), coalesce({our_time}, 0) FROM ours o;

-- Most rows have a match of the very time. Of several the first goes to the first.
CREATE OR REPLACE TEMP TABLE exact AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY is_truth, key, time ORDER BY census_row) AS place FROM sides
)
SELECT t.census_row AS truth_row, o.census_row AS our_row
FROM numbered t JOIN numbered o ON t.key = o.key AND t.time = o.time AND t.place = o.place
WHERE t.is_truth AND NOT o.is_truth;

CREATE OR REPLACE TEMP TABLE lone AS
SELECT * FROM sides s
WHERE NOT EXISTS (FROM exact e WHERE s.is_truth AND e.truth_row = s.census_row)
    AND NOT EXISTS (FROM exact e WHERE NOT s.is_truth AND e.our_row = s.census_row);

-- The neighbours of the other side, before and after, among all rows of a key that has lone ones on both sides.
CREATE OR REPLACE TEMP TABLE nearest AS
WITH open AS (
    SELECT key FROM lone GROUP BY key HAVING bool_or(is_truth) AND NOT bool_and(is_truth)
), placed AS (
    SELECT *,
        CASE WHEN is_truth THEN {'row': census_row, 'time': time} END AS true_one,
        CASE WHEN NOT is_truth THEN {'row': census_row, 'time': time} END AS our_one
    FROM sides WHERE key IN (FROM open)
), neighbours AS (
    SELECT is_truth, census_row, time,
        CASE WHEN is_truth THEN last_value(our_one IGNORE NULLS) OVER before
            ELSE last_value(true_one IGNORE NULLS) OVER before END AS previous,
        CASE WHEN is_truth THEN first_value(our_one IGNORE NULLS) OVER behind
            ELSE first_value(true_one IGNORE NULLS) OVER behind END AS next
    FROM placed
    WINDOW before AS (PARTITION BY key ORDER BY time, is_truth, census_row
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
        behind AS (PARTITION BY key ORDER BY time, is_truth, census_row
            ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
), chosen AS (
    SELECT is_truth, census_row,
        CASE WHEN next IS NULL OR time - previous.time <= next.time - time THEN previous.row
            ELSE next.row END AS other_row
    FROM neighbours
)
SELECT t.census_row AS truth_row, o.census_row AS our_row
FROM chosen t JOIN chosen o ON t.other_row = o.census_row AND o.other_row = t.census_row
WHERE t.is_truth AND NOT o.is_truth
    AND t.census_row IN (SELECT census_row FROM lone WHERE is_truth)
    AND o.census_row IN (SELECT census_row FROM lone WHERE NOT is_truth);

CREATE OR REPLACE TEMP TABLE pairs AS
WITH both_ways AS (FROM exact UNION ALL FROM nearest)
SELECT p.truth_row, p.our_row, {cause} AS cause, {said} AS said
FROM both_ways p JOIN truth t ON t.census_row = p.truth_row JOIN ours o ON o.census_row = p.our_row;

DROP TABLE sides;
DROP TABLE lone;
DROP TABLE exact;
DROP TABLE nearest;
