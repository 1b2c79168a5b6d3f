-- All that was ever said of the moments about which more than one thing is said; nearly all moments are spared this.
-- Reads incoming, object and standing (silver's rows of the moments that came in); gives the table report.
-- A group is what one object version says of one tag and tick; `place` is its place in the order of arrival.

CREATE OR REPLACE TEMP TABLE moment AS
SELECT tag_id, event_ticks FROM incoming GROUP BY ALL HAVING count(*) > 1
UNION
SELECT tag_id, event_ticks FROM standing;

CREATE OR REPLACE TEMP TABLE report AS
SELECT *,
    dense_rank() OVER (PARTITION BY tag_id, event_ticks ORDER BY landed_at, ordinal, source_object, source_version) AS place,
    row_number() OVER (
        PARTITION BY tag_id, event_ticks, source_object, source_version, is_standing, said ORDER BY source_row) AS copy
FROM (
    SELECT tag_id, event_ticks, arrival, source_row, false AS is_standing, NULL::INTEGER AS revision, false AS is_current,
        landed_at, ordinal, object_key AS source_object, object_version AS source_version,
        said(value, value_string, quality::VARCHAR, reason::VARCHAR, state_code, unit::VARCHAR, value_raw, unit_raw::VARCHAR) AS said
    FROM incoming SEMI JOIN moment USING (tag_id, event_ticks) JOIN object USING (arrival)
    UNION ALL
    SELECT tag_id, event_ticks, NULL, source_row, true, revision, is_current, landed_at, ordinal, source_object, source_version,
        said(value, value_string, quality, reason, state_code, unit, value_raw, unit_raw)
    FROM standing);
