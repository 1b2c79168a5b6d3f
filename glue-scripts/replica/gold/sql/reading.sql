-- Silver's readings as their columns show them. A bad reading, and one that cannot be shown in its column, is kept: it ends what the
-- tag showed before.
-- Reads silver and slot; `slots` are the columns at hand, `first_tag` and `last_tag` bound the tags of slot, which lets
-- row groups be skipped; gives reading.

CREATE OR REPLACE TEMP TABLE reading AS
SELECT tag_no, asset_no, slot, is_held, stale_ticks, is_forecast, rate_limit, flat_ticks, ticks, seq,
    CASE WHEN kind IN ('number', 'flag') THEN value * factor + "offset" END AS number,
    CASE WHEN kind IN ('state', 'text', 'time') THEN value_string END AS text,
    -- what cannot be shown is no good reading: a share of 100 % beside nothing would be a lie
    quality <> 'bad' AND factor IS NOT NULL AND CASE WHEN kind IN ('number', 'flag') THEN value IS NOT NULL ELSE value_string IS NOT NULL END AS is_good
FROM silver
JOIN slot ON slot.tag_id = silver.tag_id AND slot.unit = silver.unit AND ticks >= from_ticks AND ticks < until_ticks
WHERE ticks >= getvariable('first_cell') * getvariable('grid_ticks') - reach_ticks
    AND ticks <= getvariable('end_cell') * getvariable('grid_ticks') + reach_ticks
    AND silver.tag_id BETWEEN getvariable('first_tag') AND getvariable('last_tag')
    AND tag_no IN (SELECT tag_no FROM slot WHERE list_contains(getvariable('slots'), slot));
