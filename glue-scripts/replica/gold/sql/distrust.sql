-- A suspect reading is no good one: it ends what its tag showed before, and nothing is held or drawn from it.
-- Reads suspect; gives reading anew, a row a moment.

CREATE OR REPLACE TEMP TABLE reading AS
SELECT * EXCLUDE suspicion REPLACE (is_good AND suspicion IS NULL AS is_good)
FROM suspect;
