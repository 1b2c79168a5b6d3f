-- All that was ever said of the moments about which more than one thing is said; nearly all moments are spared this.
-- Reads incoming, object, standing (silver's reports of the moments that came in), repeated (restate.sql) and judged_again (rejudge.sql);
-- gives the table report.
-- A group is what one object version says of one tag and tick; `place` is its place in the order of its view's source: records of a
-- stream by their sequence, whenever they were delivered, all else as it landed.

CREATE OR REPLACE TEMP MACRO sequence_of(key) AS lpad(nullif(regexp_extract(key, '/stream/[^/]+/\d+-(\d+)\.parquet$', 1), ''), 128, '0');

CREATE OR REPLACE TEMP TABLE moment AS
SELECT view_no, tag_id, event_ticks FROM incoming GROUP BY ALL HAVING count(*) > 1
UNION
SELECT view_no, tag_id, event_ticks FROM standing
UNION
SELECT view_no, tag_id, event_ticks FROM withdrawn;

CREATE OR REPLACE TEMP TABLE report AS
SELECT * EXCLUDE (sent_at, sequence),
    dense_rank() OVER (
        PARTITION BY view_no, tag_id, event_ticks ORDER BY sent_at, sequence, landed_at, ordinal, source_object, source_version) AS place,
    row_number() OVER (
        PARTITION BY view_no, tag_id, event_ticks, source_object, source_version, is_standing, said ORDER BY source_row) AS copy
FROM (
    SELECT *,
        -- what has a higher sequence was sent later: a record that is delivered again is no younger than that
        CASE WHEN sequence IS NULL THEN landed_at ELSE min(landed_at) OVER (
            PARTITION BY view_no, tag_id, event_ticks, sequence IS NULL ORDER BY sequence DESC) END AS sent_at
    FROM (
        SELECT view_no, tag_id, event_ticks, arrival, source_row, false AS is_standing, NULL::INTEGER AS revision, false AS is_current,
            landed_at, ordinal, object_key AS source_object, object_version AS source_version, sequence_of(object_key::VARCHAR) AS sequence,
            said(value, value_string, quality::VARCHAR, reason::VARCHAR, state_code, unit::VARCHAR, value_raw, unit_raw::VARCHAR) AS said
        FROM incoming SEMI JOIN moment USING (view_no, tag_id, event_ticks) JOIN object USING (arrival, view_no)
        ANTI JOIN repeated USING (arrival, source_row, tag_id)
        UNION ALL
        SELECT view_no, tag_id, event_ticks, NULL, source_row, true, revision, is_current, landed_at, ordinal, source_object, source_version,
            sequence_of(source_object),
            said(value, value_string, quality, reason, state_code, unit, value_raw, unit_raw)
        FROM standing));
