-- Place, revision and currency of what is new, and the rows of silver that it outdates. Reads report, sized, fate, crowd_fate;
-- gives the tables verdict (of contested cells that came in) and outdated (of silver's rows).
-- The group that arrived last is the current one; revisions count up in the order in which groups were taken in.

INSERT INTO fate BY NAME
SELECT sized.* EXCLUDE (is_crowded),
    -- a row of an object version that silver has is a repeat, whatever stands
    CASE WHEN is_standing THEN 'standing' WHEN fate = 'standing' THEN 'repeat' ELSE fate END AS fate
FROM (FROM sized WHERE is_crowded) AS sized JOIN crowd_fate USING (tag_id, event_ticks, place);

CREATE OR REPLACE TEMP TABLE kept AS
SELECT *,
    max(place) OVER moment AS last_place,
    coalesce(max(revision) OVER moment, -1) + CASE WHEN fate = 'new' THEN dense_rank() OVER (
        PARTITION BY tag_id, event_ticks, fate ORDER BY place) END AS next_revision,
    row_number() OVER (PARTITION BY tag_id, event_ticks, place, fate ORDER BY source_row) - 1 AS next_seq
FROM fate WHERE fate <> 'repeat'
WINDOW moment AS (PARTITION BY tag_id, event_ticks);

CREATE OR REPLACE TEMP TABLE verdict AS
SELECT arrival, source_row, tag_id, 'new' AS fate, next_seq::INTEGER AS seq, next_revision::INTEGER AS revision,
    place = last_place AS is_current
FROM kept WHERE fate = 'new'
UNION ALL
SELECT arrival, source_row, tag_id, 'repeat', 0, 0, false FROM fate WHERE fate = 'repeat'
UNION ALL
SELECT arrival, source_row, tag_id, 'repeat', 0, 0, false FROM report WHERE copy > 1 AND NOT is_standing;

CREATE OR REPLACE TEMP TABLE outdated AS
SELECT tag_id, event_ticks, source_object, source_version, source_row FROM kept
WHERE fate = 'standing' AND is_current AND place < last_place;
