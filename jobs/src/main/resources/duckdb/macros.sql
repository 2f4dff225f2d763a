-- Functions as Spark has them: DuckDB calls them otherwise, or counts otherwise where a value is NULL.
CREATE OR REPLACE MACRO count_if(condition) AS count(*) FILTER (WHERE condition);
CREATE OR REPLACE MACRO size(list) AS CAST(len(list) AS INTEGER);
CREATE OR REPLACE MACRO get(list, i) AS list[i + 1];
CREATE OR REPLACE MACRO explode(list) AS unnest(list);
CREATE OR REPLACE MACRO concat(a, b) AS a || b,
    (a, b, c) AS a || b || c,
    (a, b, c, d) AS a || b || c || d,
    (a, b, c, d, e) AS a || b || c || d || e,
    (a, b, c, d, e, f) AS a || b || c || d || e || f;
CREATE OR REPLACE MACRO array_join(list, separator) AS array_to_string(list, separator);
CREATE OR REPLACE MACRO array_position(list, element) AS
    CASE WHEN list IS NOT NULL AND element IS NOT NULL THEN CAST(coalesce(list_position(list, element), 0) AS BIGINT) END;
CREATE OR REPLACE MACRO sequence(first, last) AS generate_series(first, last);
CREATE OR REPLACE MACRO struct(a, b) AS row(a, b);
CREATE OR REPLACE MACRO collect_set(value) AS coalesce(list(DISTINCT value) FILTER (WHERE value IS NOT NULL), []);
CREATE OR REPLACE MACRO collect_list(value) AS coalesce(list(value) FILTER (WHERE value IS NOT NULL), []);
CREATE OR REPLACE MACRO array_sort(list) AS list_sort(list, 'ASC', 'NULLS LAST');
CREATE OR REPLACE MACRO percentile(value, share) AS quantile_cont(CAST(value AS DOUBLE), share);
CREATE OR REPLACE MACRO startswith(text, start) AS starts_with(text, start);
CREATE OR REPLACE MACRO endswith(text, ending) AS ends_with(text, ending);
CREATE OR REPLACE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern);
CREATE OR REPLACE MACRO sha2(text, bits) AS CASE bits WHEN 256 THEN sha256(text) END;
CREATE OR REPLACE MACRO unix_micros(time) AS epoch_us(time);
CREATE OR REPLACE MACRO unix_millis(time) AS epoch_ms(time);
CREATE OR REPLACE MACRO unix_seconds(time) AS CAST(floor(epoch(time)) AS BIGINT);
CREATE OR REPLACE MACRO unix_date(day) AS CAST(day - DATE '1970-01-01' AS INTEGER);
CREATE OR REPLACE MACRO year(day) AS CAST(date_part('year', day) AS INTEGER);
CREATE OR REPLACE MACRO month(day) AS CAST(date_part('month', day) AS INTEGER);
CREATE OR REPLACE MACRO day(day) AS CAST(date_part('day', day) AS INTEGER);
CREATE OR REPLACE MACRO hour(time) AS CAST(date_part('hour', time) AS INTEGER);
CREATE OR REPLACE MACRO minute(time) AS CAST(date_part('minute', time) AS INTEGER);
CREATE OR REPLACE MACRO instr(text, part) AS CAST(strpos(text, part) AS INTEGER);
CREATE OR REPLACE MACRO length(value) AS CAST(len(value) AS INTEGER);
