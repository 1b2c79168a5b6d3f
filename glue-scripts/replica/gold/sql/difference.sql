-- Readings that are not in both of two states of silver, by tag and UTC day.
-- Reads before and after (the columns of silver); adds to changed(tag_id, first_ticks, last_ticks).

INSERT INTO changed
WITH gone AS (FROM before EXCEPT ALL FROM after),
come AS (FROM after EXCEPT ALL FROM before)
SELECT tag_id, min(ticks) AS first_ticks, max(ticks) AS last_ticks
FROM (FROM gone UNION ALL FROM come)
GROUP BY tag_id, floor_div(ticks, ticks_per_day());
