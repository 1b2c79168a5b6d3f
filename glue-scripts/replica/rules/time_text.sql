-- A time as text in a view's own pattern. Reads sheet(arrival, line, ts_raw, ticks_raw, …) and four macros of the view:
-- sheet_format(), its pattern for strptime without fraction and offset; sheet_zone(), the zone of its wall clock, null where the
-- text itself names its offset; sheet_has_offset(), whether it does; sheet_ticks_stand_in(), whether ticks are the time where the text
-- has none that is certain. Gives sheet_wall: the wall time as written, and what is beside it.

CREATE OR REPLACE TEMP VIEW sheet_text AS
SELECT *, trim(ticks_raw) AS ticks_text,
    -- a blank before AM or PM is as good as none
    CASE WHEN contains(sheet_format(), '%p') THEN regexp_replace(plain(ts_raw), ' ([AaPp][Mm])\b', '\1') ELSE plain(ts_raw) END AS ts
FROM sheet;

CREATE OR REPLACE TEMP VIEW sheet_part AS
SELECT * EXCLUDE (ticks_text),
    -- what is finer than 100 ns can only be kept where it is nothing
    CASE WHEN contains(sheet_format(), '%S') THEN regexp_extract(ts, ':\d{2}[.,](\d{1,7})0*(?:\D|$)', 1) ELSE '' END AS fraction,
    CASE WHEN sheet_has_offset() THEN regexp_extract(ts, '(Z|[+-](?:0\d|1[0-8])(?::?[0-5]\d)?)$', 1) ELSE '' END AS offset_text,
    CASE WHEN regexp_full_match(ticks_text, '\d{1,18}') THEN ticks_text::BIGINT END AS witness
FROM sheet_text;

CREATE OR REPLACE TEMP VIEW sheet_wall AS
SELECT * EXCLUDE (ts, fraction),
    CASE WHEN fraction = '' THEN 0 ELSE rpad(fraction, 7, '0')::BIGINT END AS fraction_ticks,
    -- `epoch` and `infinity` are times to strptime, and PI leaves out a fraction of nothing
    CASE WHEN regexp_matches(ts, '\d') THEN try_strptime(
        trim(CASE WHEN fraction = '' THEN left(ts, length(ts) - length(offset_text))
            ELSE regexp_replace(left(ts, length(ts) - length(offset_text)), '(:\d{2})[.,]\d+', '\1') END), sheet_format())
    END AS wall
FROM sheet_part;
