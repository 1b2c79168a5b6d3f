-- How the tags of some assets are read in a window.
-- Reads plan; `first_asset`, `last_asset` and `months` (the window's month and those that its readings come from) are variables; gives
-- slot, a row a tag, unit and era, and asset_of(asset_no, asset).

CREATE OR REPLACE TEMP TABLE asset_of AS
SELECT (row_number() OVER (ORDER BY asset) - 1)::INTEGER AS asset_no, asset
FROM (SELECT DISTINCT asset FROM plan WHERE asset BETWEEN getvariable('first_asset') AND getvariable('last_asset'))
ORDER BY asset;

CREATE OR REPLACE TEMP TABLE slot AS
WITH read AS (
    SELECT DISTINCT tag_id, unit, asset, slot, kind, is_held, stale_ticks, is_forecast, factor, "offset", from_ticks, until_ticks, rate_limit,
        flat_ticks, reach_ticks
    FROM plan
    WHERE list_contains(getvariable('months'), month)
)
SELECT tag_id, unit, dense_rank() OVER (ORDER BY tag_id)::INTEGER AS tag_no, asset_no, slot, kind, is_held, stale_ticks, is_forecast,
    factor, "offset", from_ticks, until_ticks, rate_limit, flat_ticks, reach_ticks
FROM read
JOIN asset_of USING (asset);
