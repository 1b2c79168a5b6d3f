-- Objects that are judged again, against what silver made of them before: cells that stand as they are, and rows that stand no longer.
-- Reads incoming, object (`replay` is null of what is read for the first time, empty where all cells are asked for, else the reason of
-- those that are), standing and said; takes confirmed cells out of incoming and withdrawn rows out of standing; gives the tables
-- confirmed(arrival, tag_id, reason, cells, first_ticks, last_ticks) and judged_otherwise(arrival, source_row, tag_id, was), and adds to withdrawn.

CREATE OR REPLACE TEMP TABLE judged_before AS
SELECT arrival, replay, standing.*,
    said(value, value_string, quality, reason, state_code, unit, value_raw, unit_raw) AS said
FROM standing JOIN object ON object_key = source_object AND object_version = source_version
WHERE replay IS NOT NULL;

-- not asked for: what has another reason, or none
CREATE OR REPLACE TEMP TABLE spared AS
SELECT arrival, source_row, tag_id, min(reason) AS reason FROM judged_before
GROUP BY ALL HAVING max(replay) <> '' AND NOT coalesce(bool_or(reason = replay), false);

CREATE OR REPLACE TEMP TABLE confirmed_cell AS
SELECT arrival, source_row, tag_id, reason FROM spared
UNION
SELECT arrival, source_row, tag_id, judged_before.reason
FROM incoming JOIN judged_before USING (arrival, source_row, tag_id, event_ticks)
WHERE judged_before.said = said(
    incoming.value, incoming.value_string, incoming.quality::VARCHAR, incoming.reason::VARCHAR, incoming.state_code, incoming.unit::VARCHAR,
    incoming.value_raw, incoming.unit_raw::VARCHAR);

INSERT INTO withdrawn BY NAME
SELECT * EXCLUDE (arrival, replay, said), 'replayed' AS why, true AS is_new
FROM judged_before
ANTI JOIN spared USING (arrival, source_row, tag_id)
ANTI JOIN confirmed_cell USING (arrival, source_row, tag_id);

CREATE OR REPLACE TEMP TABLE judged_otherwise AS
SELECT arrival, source_row, tag_id, min(coalesce(judged_before.reason, 'good')) AS was
FROM judged_before ANTI JOIN confirmed_cell USING (arrival, source_row, tag_id) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE confirmed AS
SELECT arrival, tag_id, told.reason, count(*) AS cells, min(event_ticks) AS first_ticks, max(event_ticks) AS last_ticks
FROM incoming JOIN (SELECT arrival, source_row, tag_id, min(reason) AS reason FROM confirmed_cell GROUP BY ALL) AS told
    USING (arrival, source_row, tag_id)
GROUP BY ALL;

DELETE FROM incoming USING confirmed_cell AS told
WHERE incoming.arrival = told.arrival AND incoming.source_row = told.source_row AND incoming.tag_id = told.tag_id;

DELETE FROM standing USING withdrawn
WHERE is_new AND standing.view_no = withdrawn.view_no AND standing.tag_id = withdrawn.tag_id
    AND standing.event_ticks = withdrawn.event_ticks AND standing.source_object = withdrawn.source_object
    AND standing.source_version = withdrawn.source_version AND standing.source_row = withdrawn.source_row
    AND standing.revision = withdrawn.revision;
