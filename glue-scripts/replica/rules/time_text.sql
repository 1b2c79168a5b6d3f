-- A time as text in a view's own pattern. Reads sheet(arrival, line, ts_raw, ticks_raw, …) and four macros of the view:
-- sheet_format(), its pattern for strptime without fraction and offset; sheet_zone(), the zone of its wall clock, null where the
-- text itself names its offset; sheet_has_offset(), whether it does; sheet_ticks_stand_in(), whether ticks are the time where the text
-- has none that is certain. Gives sheet_wall: the wall time as written, and what is beside it.

CREATE OR REPLACE TEMP VIEW sheet_text AS
SELECT *, trim(ticks_raw) AS ticks_text, clock_text(ts_raw, sheet_format()) AS ts
FROM sheet;

CREATE OR REPLACE TEMP VIEW sheet_part AS
SELECT * EXCLUDE (ticks_text),
    fraction_of(ts, sheet_format()) AS fraction,
    CASE WHEN sheet_has_offset() THEN regexp_extract(ts, '(Z|[+-](?:0\d|1[0-8])(?::?[0-5]\d)?)$', 1) ELSE '' END AS offset_text,
    CASE WHEN regexp_full_match(ticks_text, '\d{1,18}') THEN ticks_text::BIGINT END AS witness
FROM sheet_text;

CREATE OR REPLACE TEMP VIEW sheet_wall AS
SELECT * EXCLUDE (ts, fraction),
    CASE WHEN fraction = '' THEN 0 ELSE rpad(fraction, 7, '0')::BIGINT END AS fraction_ticks,
    -- `epoch` and `infinity` are times to strptime, and PI leaves out a fraction of nothing
    CASE WHEN regexp_matches(ts, '\d') THEN try_strptime(
        trim(without_fraction(left(ts, length(ts) - length(offset_text)), sheet_format())), sheet_format())
    END AS wall
FROM sheet_part;
