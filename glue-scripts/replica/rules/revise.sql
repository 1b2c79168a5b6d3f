-- Place, revision and currency of what is new, and the rows of silver that change. Reads report, sized, fate, crowd_fate, repeated and withdrawn;
-- gives the tables verdict (of contested cells that came in) and amended (of silver's rows).
-- The group that was said last is the current one; revisions count up in the order in which groups were taken in.

INSERT INTO fate BY NAME
SELECT sized.* EXCLUDE (is_crowded),
    CASE
        WHEN is_standing THEN 'standing'
        -- of an object version that silver has: what its rows there say is said again
        WHEN fate = 'standing' AND list_contains(crowded.stand, said) THEN 'repeat'
        WHEN fate = 'standing' THEN 'new'
        ELSE fate
    END AS fate,
    takes_over
FROM (FROM sized WHERE is_crowded) AS sized
JOIN crowd_fate USING (view_no, tag_id, event_ticks, place)
JOIN (SELECT view_no, tag_id, event_ticks, place, stand FROM crowded) AS crowded USING (view_no, tag_id, event_ticks, place);

CREATE OR REPLACE TEMP TABLE kept AS
SELECT *,
    max(place) FILTER (takes_over) OVER moment AS last_place,
    coalesce(greatest(max(revision) OVER moment, withdrawn_revision), -1) + CASE WHEN fate = 'new' THEN dense_rank() OVER (
        PARTITION BY view_no, tag_id, event_ticks, fate ORDER BY place) END AS next_revision,
    row_number() OVER (PARTITION BY view_no, tag_id, event_ticks, place ORDER BY source_row) - 1 AS next_seq
FROM fate
LEFT JOIN (SELECT view_no, tag_id, event_ticks, max(revision) AS withdrawn_revision FROM withdrawn GROUP BY ALL)
    USING (view_no, tag_id, event_ticks)
WHERE fate <> 'repeat'
WINDOW moment AS (PARTITION BY view_no, tag_id, event_ticks);

CREATE OR REPLACE TEMP TABLE verdict AS
SELECT arrival, source_row, tag_id, 'new' AS fate, next_seq::INTEGER AS seq, next_revision::INTEGER AS revision,
    place = last_place AS is_current
FROM kept WHERE fate = 'new'
UNION ALL
SELECT arrival, source_row, tag_id, 'repeat', 0, 0, false FROM fate WHERE fate = 'repeat'
UNION ALL
SELECT arrival, source_row, tag_id, 'repeat', 0, 0, false FROM report WHERE copy > 1 AND NOT is_standing
UNION ALL
SELECT arrival, source_row, tag_id, 'repeat', 0, 0, false FROM repeated;

CREATE OR REPLACE TEMP TABLE amended AS
SELECT tag_id, event_ticks, source_object, source_version, source_row, revision, place = last_place AS is_current, NULL::VARCHAR AS withdrawn
FROM kept WHERE fate = 'standing' AND is_current <> (place = last_place)
UNION ALL
SELECT tag_id, event_ticks, source_object, source_version, source_row, revision, false, why FROM withdrawn WHERE is_new;
