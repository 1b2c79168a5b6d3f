-- When the dataset's view was alive in the month `month`: stretches in which no silence of all its tags was longer than `silent_ticks`. A bad
-- reading is a sign of life too; a forecast, which was written long before its time, is none.
-- Reads silver and era; adds to alive(month, first_ticks, last_ticks). Two readings of one bucket are never too far apart.

INSERT INTO alive
WITH bucket AS (
    SELECT floor_div(ticks, getvariable('silent_ticks')) AS number, min(ticks) AS first_ticks, max(ticks) AS last_ticks
    FROM silver
    ANTI JOIN (SELECT tag_id FROM era WHERE is_forecast) AS forecast USING (tag_id)
    GROUP BY number
),
begun AS (
    SELECT *, first_ticks - lag(last_ticks) OVER (ORDER BY number) <= getvariable('silent_ticks') AS goes_on
    FROM bucket
),
numbered AS (
    SELECT *, count(*) FILTER (goes_on IS NOT true) OVER (ORDER BY number) AS stretch
    FROM begun
)
SELECT getvariable('month') AS month, min(first_ticks) AS first_ticks, max(last_ticks) AS last_ticks
FROM numbered
GROUP BY stretch;
