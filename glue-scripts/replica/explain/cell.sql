-- What a cell of gold was made of. Reads silver_told (silver's rows of the tag's month and what is beside it, every revision), of one view,
-- tag_told (the plan of the last build: tag_id, unit, factor, offset, is_held, stale_ticks, from_ticks, until_ticks) and the variables
-- begin_ticks and end_ticks, in ticks since 1970; gives told, a row a current reading that the cell may be made of, in order.

CREATE OR REPLACE TEMP TABLE told AS
WITH shown AS (
    SELECT silver_told.*, event_ticks - unix_epoch_ticks() AS ticks, factor, "offset", is_held, stale_ticks,
        quality <> 'bad' AND factor IS NOT NULL AS is_good,
        CASE WHEN value_string IS NULL THEN value * factor + "offset" END AS number
    FROM silver_told
    JOIN tag_told ON tag_told.tag_id = silver_told.tag_id AND tag_told.unit = coalesce(silver_told.unit, '')
        AND event_ticks - unix_epoch_ticks() >= from_ticks AND event_ticks - unix_epoch_ticks() < until_ticks
    WHERE is_current
    QUALIFY seq = max(seq) OVER (PARTITION BY silver_told.tag_id, event_ticks)
),
placed AS (
    SELECT *,
        CASE WHEN ticks <= getvariable('begin_ticks') THEN 'before' WHEN ticks < getvariable('end_ticks') THEN 'within' ELSE 'after' END AS place
    FROM shown
)
SELECT * FROM placed
QUALIFY place = 'within'
    OR (place = 'before' AND ticks = max(ticks) OVER (PARTITION BY place))
    OR (place = 'after' AND ticks = min(ticks) OVER (PARTITION BY place))
ORDER BY ticks;
