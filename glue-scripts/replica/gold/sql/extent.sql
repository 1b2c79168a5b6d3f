-- When each tag was first and last read in the month `month`, by the unit of its readings.
-- Reads silver; adds to extent(tag_id, unit, month, first_ticks, last_ticks, readings).

INSERT INTO extent
SELECT tag_id, unit, getvariable('month') AS month, min(ticks) AS first_ticks, max(ticks) AS last_ticks, count(*) AS readings
FROM silver
GROUP BY tag_id, unit;
