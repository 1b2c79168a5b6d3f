-- What a tag showed, and until when: from a reading to the next moment of the same tag. A spell is drawn as a line where the next moment is
-- good, shows a number in the same column and comes before the spell is stale; else its value is held.
-- Reads standing; gives spell, with ends_ticks (the next moment or staleness) and, where it is drawn, the next moment and its number.

CREATE OR REPLACE TEMP TABLE spell AS
WITH followed AS (
    SELECT *, lead(ticks) OVER by_time AS next_ticks, lead(number) OVER by_time AS next_number,
        lead(CASE WHEN is_good THEN slot END) OVER by_time AS next_slot
    FROM standing
    WINDOW by_time AS (PARTITION BY tag_no ORDER BY ticks)
)
SELECT asset_no, slot, ticks, number, text, next_ticks, next_number, stale_ticks,
    coalesce(least(next_ticks, ticks + stale_ticks), ticks + stale_ticks) AS ends_ticks,
    coalesce(NOT is_held AND next_slot = slot AND next_ticks <= ticks + stale_ticks AND next_number IS NOT NULL, false) AS is_drawn
FROM followed
WHERE is_good;
