-- The readings after which a view was silent for longer than `silent_ticks`, as far as is known, and when it came back: null for the last.
-- Reads alive and alive_before, which are those of the last build; gives feed_end(ticks, back_ticks) and feed_end_before likewise.

CREATE OR REPLACE TEMP MACRO ends_of(stretches) AS TABLE
SELECT ticks, back_ticks
FROM (SELECT last_ticks AS ticks, lead(first_ticks) OVER (ORDER BY first_ticks) AS back_ticks FROM query_table(stretches))
WHERE back_ticks IS NULL OR back_ticks - ticks > getvariable('silent_ticks');

CREATE OR REPLACE TEMP VIEW feed_end AS FROM ends_of('alive');
CREATE OR REPLACE TEMP VIEW feed_end_before AS FROM ends_of('alive_before');
