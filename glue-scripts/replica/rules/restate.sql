-- What an object that tells all of its span does not name there is told no more. Reads span(arrival, asset_key, first_ticks, last_ticks),
-- object, incoming, standing and said; takes rows that are gone out of standing, into withdrawn, and gives the tables gone(arrival, source_row,
-- tag_id), of cells that came in and that a later object tells without, and repeated, of those that say what stood until then.
-- Only what came before the object is gone.

-- each moment of silver and of this run, with the last object whose span holds it and that does not name it
CREATE OR REPLACE TEMP TABLE unnamed AS
WITH met AS (
    SELECT view_no, tag_id, event_ticks FROM standing UNION SELECT view_no, tag_id, event_ticks FROM incoming),
covered AS (
    SELECT view_no, tag_id, event_ticks, object.arrival, landed_at, ordinal, object_key::VARCHAR AS object_key,
        object_version::VARCHAR AS object_version
    FROM met
    JOIN span ON asset_key = asset_key_of(tag_id::VARCHAR) AND event_ticks BETWEEN first_ticks AND last_ticks
    JOIN object USING (arrival, view_no))
SELECT view_no, tag_id, event_ticks, max((landed_at, ordinal, object_key, object_version)) AS told_by
FROM covered
ANTI JOIN incoming USING (arrival, view_no, tag_id, event_ticks)
GROUP BY ALL;

INSERT INTO withdrawn BY NAME
SELECT standing.*, 'restated' AS why, true AS is_new
FROM standing JOIN unnamed USING (view_no, tag_id, event_ticks)
WHERE (landed_at, ordinal, source_object, source_version) < told_by;

DELETE FROM standing USING unnamed
WHERE standing.view_no = unnamed.view_no AND standing.tag_id = unnamed.tag_id AND standing.event_ticks = unnamed.event_ticks
    AND (landed_at, ordinal, source_object, source_version) < told_by;

CREATE OR REPLACE TEMP TABLE gone AS
SELECT arrival, source_row, tag_id
FROM incoming JOIN unnamed USING (view_no, tag_id, event_ticks) JOIN object USING (arrival, view_no)
WHERE (landed_at, ordinal, object_key::VARCHAR, object_version::VARCHAR) < told_by;

-- Up to the first that says something else.
CREATE OR REPLACE TEMP TABLE repeated AS
WITH stood AS (
    SELECT view_no, tag_id, event_ticks,
        said(value, value_string, quality, reason, state_code, unit, value_raw, unit_raw) AS said
    FROM withdrawn WHERE is_new AND is_current)
SELECT arrival, source_row, tag_id
FROM (
    SELECT arrival, source_row, tag_id,
        bool_and(stood.said IS NOT NULL) OVER (
            PARTITION BY incoming.view_no, incoming.tag_id, incoming.event_ticks
            ORDER BY landed_at, ordinal, object_key::VARCHAR, object_version::VARCHAR) AS is_repeat
    FROM incoming
    JOIN gone USING (arrival, source_row, tag_id)
    JOIN object USING (arrival, view_no)
    LEFT JOIN (SELECT DISTINCT * FROM stood) AS stood
        ON stood.view_no = incoming.view_no AND stood.tag_id = incoming.tag_id AND stood.event_ticks = incoming.event_ticks
            AND stood.said = said(
                incoming.value, incoming.value_string, incoming.quality::VARCHAR, incoming.reason::VARCHAR, incoming.state_code,
                incoming.unit::VARCHAR, incoming.value_raw, incoming.unit_raw::VARCHAR))
WHERE is_repeat;
