-- Whether an event frame has a place: an id, a start that can be known, and an end, where it has one, that is not before it.
-- Reads frame_told (a reader's rows), frame_column and frame_column_of(part) of the same, object and site_start; gives frame, with `lost`
-- and the column and text that it is lost by, and the table frame_cell, what the attributes of those that have a place say.
-- Without an end, or with the last day that there is, which is AF's own word for it, a frame is open still: a state, and no fault.

CREATE OR REPLACE TEMP MACRO last_ticks() AS 3155377248000000000::BIGINT;

CREATE OR REPLACE TEMP VIEW frame_timed AS
SELECT frame_told.* EXCLUDE (frame, name, template, asset), object.site, name_key(frame) AS frame_id, nullif(plain(frame), '') AS frame_raw,
    nullif(padless(name), '') AS name, nullif(padless(template), '') AS template, nullif(padless(asset), '') AS asset,
    coalesce(plain(end_raw), '') = '' OR coalesce(end_ticks >= last_ticks(), false) AS is_open,
    time_lost(frame_told.start_ticks, start_raw, start_fault, site_start.start_ticks, landed_ticks, false) AS lost_start,
    CASE
        WHEN is_open THEN NULL
        WHEN end_ticks < frame_told.start_ticks THEN 'TS_END_BEFORE_START'
        ELSE time_lost(end_ticks, end_raw, end_fault, site_start.start_ticks, landed_ticks, false)
    END AS lost_end
FROM frame_told
JOIN object USING (arrival)
LEFT JOIN site_start ON site_start.site = object.site;

CREATE OR REPLACE TEMP VIEW frame AS
SELECT * EXCLUDE (lost_start, lost_end) REPLACE (CASE WHEN NOT is_open THEN end_ticks END AS end_ticks),
    CASE
        WHEN row_fault IS NOT NULL THEN row_fault
        WHEN frame_raw IS NULL THEN 'FRAME_UNKNOWN'
        ELSE coalesce(lost_start, lost_end)
    END AS lost,
    frame_column_of(CASE
        WHEN row_fault IS NOT NULL OR frame_raw IS NULL THEN 'id'
        WHEN lost_start IS NOT NULL THEN 'start'
        WHEN lost_end IS NOT NULL THEN 'end' END) AS lost_column,
    CASE WHEN frame_raw IS NULL THEN NULL WHEN lost_start IS NOT NULL THEN start_raw ELSE end_raw END AS lost_raw
FROM frame_timed;

CREATE OR REPLACE TEMP TABLE frame_cell AS
SELECT arrival, source_row, start_raw, start_ticks, frame_column.*, value_raw
FROM (SELECT arrival, source_row, start_raw, start_ticks, unnest(values_raw) AS value_raw, generate_subscripts(values_raw, 1) AS place
    FROM frame WHERE lost IS NULL)
JOIN frame_column USING (place)
WHERE padless(value_raw) <> '';
