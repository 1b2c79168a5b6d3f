-- New rows of silver. Reads incoming, verdict, gone (restate.sql), object and run; gives settled, all that came in with its fate.

CREATE OR REPLACE TEMP VIEW settled AS
SELECT incoming.* EXCLUDE (arrival, view_no), object.site, object.feeder, object.view, day_of(event_ticks) AS event_date, time_of(event_ticks) AS event_time,
    coalesce(verdict.fate, 'new') AS fate, coalesce(verdict.seq, 0)::INTEGER AS seq, coalesce(verdict.revision, 0)::INTEGER AS revision,
    coalesce(verdict.is_current, true) AND gone.arrival IS NULL AS is_current,
    CASE WHEN gone.arrival IS NOT NULL THEN 'restated' END AS withdrawn, object.object_key AS source_object, object.object_version AS source_version,
    object.landed_at, object.ordinal, run.run_id, run.rule_version, incoming.arrival
FROM incoming
JOIN object USING (arrival)
CROSS JOIN run
LEFT JOIN verdict ON verdict.arrival = incoming.arrival AND verdict.source_row = incoming.source_row AND verdict.tag_id = incoming.tag_id
LEFT JOIN gone ON gone.arrival = incoming.arrival AND gone.source_row = incoming.source_row AND gone.tag_id = incoming.tag_id;
