-- What gold is built from: for each tag, unit and month that has readings, where they are shown and how.
-- Reads extent, era, gold_column(slot, "column", attribute, kind, unit) and scale(given, wanted, factor, "offset"); gives plan. Without a
-- factor a reading cannot be shown in its column.

CREATE OR REPLACE TEMP TABLE plan AS
SELECT extent.tag_id, extent.unit, extent.month, first_ticks, last_ticks, readings, asset, slot, "column", gold_column.kind,
    is_held, stale_ticks, is_forecast, CASE WHEN gold_column.kind = 'number' THEN factor ELSE 1 END AS factor,
    CASE WHEN gold_column.kind = 'number' THEN "offset" ELSE 0 END AS "offset", from_ticks, until_ticks
FROM extent
JOIN era USING (tag_id)
JOIN gold_column USING (attribute, kind)
LEFT JOIN scale ON scale.given = extent.unit AND scale.wanted = coalesce(gold_column.unit, '')
WHERE from_ticks <= last_ticks AND until_ticks > first_ticks
ORDER BY month, asset, slot, tag_id, unit, from_ticks;
