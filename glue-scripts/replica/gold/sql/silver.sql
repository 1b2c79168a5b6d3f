-- Silver's current readings of the dataset's view, good and bad, between two moments.
-- Reads the files of silver's table pi_event in `files`, which are of its site; `feeder`, `view`, `begin_ticks` and `end_ticks`
-- (exclusive) are variables.

CREATE OR REPLACE TEMP VIEW silver AS
SELECT tag_id, coalesce(unit, '') AS unit, event_ticks - unix_epoch_ticks() AS ticks, seq, value, value_string, quality
FROM read_parquet(getvariable('files'), hive_partitioning = false)
WHERE is_current
    AND feeder = getvariable('feeder')
    AND view = getvariable('view')
    AND event_ticks >= getvariable('begin_ticks') + unix_epoch_ticks()
    AND event_ticks < getvariable('end_ticks') + unix_epoch_ticks();
