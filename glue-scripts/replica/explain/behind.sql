-- What a cell of gold may be made of, and what its readings are judged by. Reads silver_told (silver's rows of the cell's tags, every revision,
-- of one view) and tag_told (the plan of the last build: tag_id, unit, factor, offset, is_held, stale_ticks, from_ticks, until_ticks, rate_limit,
-- flat_ticks); gives standing, a row a moment with its current reading, as gold's suspect.sql reads it.

CREATE OR REPLACE TEMP VIEW standing AS
SELECT silver_told.*, silver_told.tag_id AS tag_no, 0 AS slot, event_ticks - unix_epoch_ticks() AS ticks, factor, "offset", is_held,
    stale_ticks, rate_limit, flat_ticks,
    quality <> 'bad' AND factor IS NOT NULL AS is_good,
    CASE WHEN value_string IS NULL THEN value * factor + "offset" END AS number
FROM silver_told
JOIN tag_told ON tag_told.tag_id = silver_told.tag_id AND tag_told.unit = coalesce(silver_told.unit, '')
    AND event_ticks - unix_epoch_ticks() >= from_ticks AND event_ticks - unix_epoch_ticks() < until_ticks
WHERE is_current
QUALIFY seq = max(seq) OVER (PARTITION BY silver_told.tag_id, event_ticks);
