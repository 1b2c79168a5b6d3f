-- Readings that are not in both of two states of silver, by tag and UTC day.
-- Reads before and after (the columns of silver); adds to changed(tag_id, first_ticks, last_ticks).

INSERT INTO changed
WITH either AS (
    SELECT *, 1 AS change FROM after
    UNION ALL
    SELECT *, -1 AS change FROM before
),
moved AS (
    SELECT tag_id, ticks
    FROM either
    GROUP BY tag_id, unit, ticks, seq, value, value_string, quality
    HAVING sum(change) <> 0
)
SELECT tag_id, min(ticks) AS first_ticks, max(ticks) AS last_ticks
FROM moved
GROUP BY tag_id, floor_div(ticks, ticks_per_day());
