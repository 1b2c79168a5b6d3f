-- What gold is built from: for each tag, unit and month that has readings, where they are shown and how.
-- Reads extent, era, gold_column(slot, "column", attribute, kind, unit) and scale(given, wanted, factor, "offset"); `rate_percent` of its span a
-- second is how fast a tag may move and `flat_ticks` how long it may be the same, 0 where it may as it likes; gives plan. Without a
-- factor a reading cannot be shown in its column. `rate_limit` is in the column's unit a tick; without a span there is none. What is held, or
-- is a forecast, is no instrument that moves with time: it has neither limit. `reach_ticks` is the longest time over which a reading of the tag can tell
-- anything: its staleness, and what suspect.sql looks back from there. That is to the beginning of a level, one staleness; two more to what is
-- believed; and two more that show whether that has stood.

CREATE OR REPLACE TEMP TABLE plan AS
WITH read AS (
    SELECT extent.tag_id, extent.unit, extent.month, first_ticks, last_ticks, readings, asset, slot, "column", gold_column.kind,
        is_held, stale_ticks, is_forecast, CASE WHEN gold_column.kind = 'number' THEN scale.factor ELSE 1 END AS factor,
        CASE WHEN gold_column.kind = 'number' THEN scale."offset" ELSE 0 END AS "offset", from_ticks, until_ticks,
        gold_column.kind = 'number' AND NOT is_held AND NOT is_forecast AS moves,
        CASE WHEN moves AND span > 0 THEN getvariable('rate_percent') / 100 * span * abs(of_span.factor) / 1e7::DOUBLE END AS rate_limit,
        CASE WHEN moves THEN nullif(getvariable('flat_ticks'), 0) END AS flat_ticks
    FROM extent
    JOIN era USING (tag_id)
    JOIN gold_column USING (attribute, kind)
    LEFT JOIN scale ON scale.given = extent.unit AND scale.wanted = coalesce(gold_column.unit, '')
    LEFT JOIN scale AS of_span ON of_span.given = coalesce(tag_unit, extent.unit) AND of_span.wanted = coalesce(gold_column.unit, '')
    WHERE from_ticks <= last_ticks AND until_ticks > first_ticks
)
SELECT * EXCLUDE moves, max(stale_ticks) OVER by_tag + greatest(
        CASE WHEN bool_or(rate_limit IS NOT NULL) OVER by_tag THEN 5 * max(stale_ticks) OVER by_tag ELSE 0 END,
        coalesce(max(stale_ticks) OVER by_tag + max(flat_ticks) OVER by_tag, 0)
    ) AS reach_ticks
FROM read
WINDOW by_tag AS (PARTITION BY tag_id)
ORDER BY month, asset, slot, tag_id, unit, from_ticks;
