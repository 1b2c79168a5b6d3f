-- PI Integrator's PIIntTSTicks are UTC. Where they fall in the second that the text names, they give its fraction and tell the two
-- hours of a clock set back apart; where they contradict it, the row is lost. Where the settings let them stand in, they are the time of a
-- row whose text is none, or a local one of no zone. Gives sheet_time: event_ticks, or time_fault.

-- Ticks that one text stands for: a second, or a minute where the pattern has no seconds.
CREATE OR REPLACE TEMP MACRO text_step() AS CASE WHEN contains(sheet_format(), '%S') THEN 10000000 ELSE 600000000 END;

-- A zone is off UTC by quarters of an hour, and by 14 hours at most.
CREATE OR REPLACE TEMP MACRO may_be_zone_apart(one, other) AS
    abs(floor_div(one, text_step()) - floor_div(other, text_step())) * text_step() <= 504000000000
    AND (floor_div(one, text_step()) - floor_div(other, text_step())) * text_step() % 9000000000 = 0;

CREATE OR REPLACE TEMP VIEW sheet_candidate AS
SELECT sheet_instant.* EXCLUDE (earlier, later), proven_ticks,
    ticks_of(earlier) AS earlier_ticks,
    ticks_of(later) AS later_ticks
FROM sheet_instant
LEFT JOIN sheet_ordered USING (arrival, line);

CREATE OR REPLACE TEMP VIEW sheet_time AS
SELECT * EXCLUDE (offset_text, witness, fraction_ticks, wall, earlier_ticks, later_ticks, proven_ticks),
    CASE
        WHEN floor_div(witness, text_step()) IN (floor_div(earlier_ticks, text_step()), floor_div(later_ticks, text_step())) THEN witness
        WHEN witness IS NULL AND coalesce(earlier_ticks = later_ticks, true)
            THEN coalesce(earlier_ticks, later_ticks) + fraction_ticks
        WHEN witness IS NULL THEN proven_ticks
        WHEN sheet_ticks_stand_in() AND wall IS NULL THEN witness
        WHEN sheet_ticks_stand_in() AND sheet_zone() IS NULL AND earlier_ticks IS NULL
            AND may_be_zone_apart(witness, ticks_of(wall)) THEN witness
    END AS event_ticks,
    CASE
        WHEN event_ticks IS NOT NULL OR wall IS NULL THEN NULL
        WHEN sheet_zone() IS NULL AND earlier_ticks IS NULL THEN
            CASE WHEN sheet_ticks_stand_in() AND witness IS NOT NULL THEN 'TS_TICKS_MISMATCH' ELSE 'TS_NO_ZONE' END
        WHEN earlier_ticks IS NULL AND later_ticks IS NULL THEN 'TS_DST_NONEXISTENT'
        WHEN witness IS NOT NULL THEN 'TS_TICKS_MISMATCH'
        ELSE 'TS_DST_AMBIGUOUS'
    END AS time_fault
FROM sheet_candidate;
