-- Every report of the event frames that came in, in the order of their source: the last one is the current one. Reads frame_incoming (frames
-- that have a place), frame_standing (rows of pi_event_frame, each with its `file`), object and run; gives the tables frame_every (all rows of
-- the frames that are touched, anew) and frame_fate(arrival, fate, reason, frames). A frame is told by site, feeder, view and id.
-- Nothing here depends on the order in which objects were found: what landed behind the first object of a run is in the run.

CREATE OR REPLACE TEMP MACRO frame_said(name, template, asset, start_ticks, end_ticks, numbers, texts, units, reasons, attributes_raw) AS
    hash((name, template, asset, start_ticks, end_ticks, numbers, texts, units, reasons,
        -- of what is bad the text is all that it says
        list_filter(map_entries(attributes_raw), lambda each: map_contains(reasons, each.key))));

CREATE OR REPLACE TEMP TABLE frame_now AS
SELECT frame_incoming.*, object.site, object.feeder, object.view, object_key AS source_object, object_version AS source_version, landed_at,
    ordinal, time_of(start_ticks) AS start_time, time_of(end_ticks) AS end_time,
    CASE WHEN end_ticks IS NOT NULL THEN (end_ticks - start_ticks) / 1e7 END AS duration_s, run_id, rule_version,
    frame_said(name, template, asset, start_ticks, end_ticks, numbers, texts, units, reasons, attributes_raw) AS said
FROM frame_incoming JOIN object USING (arrival) CROSS JOIN run;

CREATE OR REPLACE TEMP TABLE frame_before AS
SELECT frame_standing.*,
    frame_said(name, template, asset, start_ticks, end_ticks, numbers, texts, units, reasons, attributes_raw) AS said,
    withdrawn IS NULL AND EXISTS (
        FROM object WHERE object_key = source_object AND object_version = source_version AND replay IS NOT NULL) AS is_judged_again
FROM frame_standing;

CREATE OR REPLACE TEMP TABLE frame_touched AS
SELECT site, feeder, view, frame_id FROM frame_now
UNION
SELECT site, feeder, view, frame_id FROM frame_before WHERE is_judged_again;

CREATE OR REPLACE TEMP TABLE frame_report AS
WITH report AS (
    SELECT * EXCLUDE (file, is_judged_again) FROM frame_before SEMI JOIN frame_touched USING (site, feeder, view, frame_id)
    WHERE withdrawn IS NULL AND NOT is_judged_again
    UNION ALL BY NAME
    FROM frame_now),
-- a file that grows tells all its rows each time: what stands before its last word on a frame is news once
placed AS (
    SELECT *, row_number() OVER of_object > 1 AND row_number() OVER alike > 1 AS is_said_before
    FROM report
    WINDOW of_object AS (PARTITION BY site, feeder, view, frame_id, source_object, source_version ORDER BY source_row DESC),
        alike AS (
            PARTITION BY site, feeder, view, frame_id, said ORDER BY landed_at, ordinal, source_object, source_version, source_row))
SELECT *, is_said_before OR coalesce(said = lag(said) OVER told, false) AS is_repeat
FROM placed
WINDOW told AS (
    PARTITION BY site, feeder, view, frame_id, is_said_before ORDER BY landed_at, ordinal, source_object, source_version, source_row);

CREATE OR REPLACE TEMP TABLE frame_every AS
SELECT * EXCLUDE (said, is_said_before, is_repeat, arrival) REPLACE (
    (row_number() OVER told - 1)::INTEGER AS revision,
    lead(said) OVER told IS NULL AS is_current,
    NULL::VARCHAR AS withdrawn)
FROM frame_report
WHERE NOT is_repeat
WINDOW told AS (
    PARTITION BY site, feeder, view, frame_id ORDER BY landed_at, ordinal, source_object, source_version, source_row)
UNION ALL BY NAME
SELECT * EXCLUDE (file, said, is_judged_again) REPLACE (false AS is_current, coalesce(withdrawn, 'replayed') AS withdrawn)
FROM frame_before SEMI JOIN frame_touched USING (site, feeder, view, frame_id)
ANTI JOIN frame_now USING (frame_id, source_object, source_version, source_row, said)
WHERE withdrawn IS NOT NULL OR is_judged_again;

CREATE OR REPLACE TEMP TABLE frame_fate AS
SELECT arrival, CASE WHEN is_repeat THEN 'repeat' ELSE 'new' END AS fate, reason, count(*) AS frames
FROM frame_report WHERE arrival IS NOT NULL
GROUP BY ALL;
