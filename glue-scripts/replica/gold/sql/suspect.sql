-- Why gold takes a number for bad that silver holds for good: its tag cannot move so fast, or it has been the same for too long.
-- A number that is further from the one before it than its tag can move in that time begins a level. A level is believed from its fifth number
-- on, or once it has stood for staleness; and from its first one on where that begins behind a silence, or is within reach of the last number that
-- was believed before it: so a spike is refused, and what follows it is not. Only what lies within two stalenesses before the level, and
-- eight levels, is asked, so that any window that has these judges alike; where nothing there is believed, nor is it.
-- Reads standing; gives suspect, its rows with their `suspicion`: a reason of the contract, null where there is none.

-- Whether a number is further from one before it than `limit` a tick allows; conversion of units may round in the last digits.
CREATE OR REPLACE TEMP MACRO is_too_far(number, ticks, earlier_number, earlier_ticks, "limit") AS
    abs(number - earlier_number) > "limit" * (ticks - earlier_ticks) * (1 + 1e-9::DOUBLE);

-- The last number that is believed, behind `level`, where it was `believed` before that.
CREATE OR REPLACE TEMP MACRO believed_behind(believed, level) AS
    CASE WHEN level.stands
            OR NOT is_too_far(level.first_number, level.level_ticks, believed.number, believed.ticks, level.rate_limit)
        THEN {'ticks': level.last_ticks, 'number': level.last_number}
        ELSE believed END;

CREATE OR REPLACE TEMP VIEW suspect AS
WITH numbered AS (
    SELECT *, is_good AND number IS NOT NULL AS is_number FROM standing
),
followed AS (
    SELECT *,
        coalesce(ticks - lag(ticks) OVER by_time > lag(stale_ticks) OVER by_time, true) AS is_apart,
        coalesce(is_too_far(number, ticks, lag(number) OVER by_time, lag(ticks) OVER by_time, rate_limit), false) AS is_jump,
        number IS DISTINCT FROM lag(number) OVER by_time AS is_other,
        lag(ticks, 4) OVER by_time AS fourth_before
    FROM numbered
    WINDOW by_time AS (PARTITION BY tag_no, slot, is_number ORDER BY ticks)
),
since AS (
    SELECT *,
        max(CASE WHEN is_apart THEN ticks END) OVER by_time AS apart_ticks,
        max(CASE WHEN is_apart OR is_jump THEN ticks END) OVER by_time AS level_ticks,
        max(CASE WHEN is_apart OR is_other THEN ticks END) OVER by_time AS same_ticks
    FROM followed
    WINDOW by_time AS (PARTITION BY tag_no, slot, is_number ORDER BY ticks)
),
stood AS (
    SELECT *, level_ticks = apart_ticks OR ticks - level_ticks >= stale_ticks OR coalesce(fourth_before >= level_ticks, false) AS stands
    FROM since
),
level AS (
    SELECT tag_no, slot, level_ticks, arg_min(number, ticks) AS first_number, arg_min(rate_limit, ticks) AS rate_limit,
        arg_min(stale_ticks, ticks) AS stale_ticks, max(ticks) AS last_ticks, arg_max(number, ticks) AS last_number, arg_max(stands, ticks) AS stands
    FROM stood
    WHERE is_number
    GROUP BY tag_no, slot, level_ticks
),
asked AS (
    SELECT *, list_filter(
        list(level) OVER (PARTITION BY tag_no, slot ORDER BY level_ticks ROWS BETWEEN 8 PRECEDING AND 1 PRECEDING),
        lambda each: each.last_ticks >= level_ticks - 2 * stale_ticks) AS earlier
    FROM level
),
compared AS (
    SELECT *, list_reduce(earlier, lambda believed, each: believed_behind(believed, each), {'ticks': NULL::BIGINT, 'number': NULL::DOUBLE}) AS believed
    FROM asked
),
judged AS (
    SELECT tag_no, slot, level_ticks,
        coalesce(NOT is_too_far(first_number, level_ticks, believed.number, believed.ticks, rate_limit), false) AS is_believed
    FROM compared
)
SELECT stood.* EXCLUDE (is_number, is_apart, is_jump, is_other, fourth_before, apart_ticks, level_ticks, same_ticks, stands),
    CASE
        WHEN NOT is_number THEN NULL
        WHEN rate_limit IS NOT NULL AND NOT stands AND NOT is_believed THEN 'RATE_OF_CHANGE'
        WHEN ticks - same_ticks > flat_ticks THEN 'FLAT_LINE'
    END AS suspicion
FROM stood
LEFT JOIN judged USING (tag_no, slot, level_ticks);
