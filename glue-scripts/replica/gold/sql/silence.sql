-- A reading tells nothing once its whole view has been silent for too long, whatever its tag's own staleness: nothing is held or drawn
-- through such a hole. Reads reading and feed_end; shortens the stale_ticks of reading.

CREATE OR REPLACE TEMP TABLE reading AS
SELECT reading.* REPLACE (
    CASE WHEN is_forecast THEN stale_ticks
        ELSE least(stale_ticks, coalesce(feed_end.ticks + getvariable('silent_ticks') - reading.ticks, stale_ticks))
    END AS stale_ticks)
FROM reading
ASOF LEFT JOIN feed_end ON reading.ticks <= feed_end.ticks;
