-- What each asset's part of a month has to carry: its readings and the rows that grid.sql will make of it. Its tags and how far they reach
-- are those of all its months, since readings of the months beside tell of this one.
-- Reads plan; gives load(month, asset, first_tag, last_tag, reach_ticks, readings, cells).

CREATE OR REPLACE TEMP VIEW load AS
WITH part AS (
    SELECT month, asset, min(tag_id) AS first_tag, max(tag_id) AS last_tag, max(reach_ticks) AS reach_ticks,
        min(first_ticks) AS first_ticks, max(last_ticks) AS last_ticks, sum(readings)::BIGINT AS readings
    FROM plan
    GROUP BY month, asset
)
SELECT month, asset, min(first_tag) OVER whole AS first_tag, max(last_tag) OVER whole AS last_tag,
    max(reach_ticks) OVER whole AS reach_ticks, readings,
    1 + cell_of(CASE WHEN lead(month) OVER by_month = month_after(month, 1) THEN month_end(month) ELSE last_ticks END)
        - cell_of(CASE WHEN lag(month) OVER by_month = month_after(month, -1) THEN month_begin(month) ELSE first_ticks END) AS cells
FROM part
WINDOW whole AS (PARTITION BY asset), by_month AS (PARTITION BY asset ORDER BY month);
