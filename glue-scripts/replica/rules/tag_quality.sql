-- What a run brought of each tag, view by view: how much of it was good, what was bad and why, and the silences that it ended.
-- Reads settled, confirmed (rejudge.sql), told_before (silver's rows of these moments), lost_before, object, run, tag_known(site, feeder, view, tag_id,
-- known_ticks), the last moment of each tag before the run, and tag_silence(tag_id, feeder, view, from_ticks, to_ticks, stale_ticks), its
-- versions; gives the view tag_quality.
-- Silences are looked for behind the last known moment, so that each is counted once, by the run that ends it. A bad reading ends one, too.

-- A view that declares a tag says when it is stale, else a tag list does, else the first view that declares it, as in gold.
CREATE OR REPLACE TEMP TABLE tag_read AS
WITH met AS (SELECT DISTINCT site, feeder, view, tag_id FROM settled),
silence AS (
    SELECT met.feeder, met.view, met.tag_id, from_ticks, to_ticks, nullif(stale_ticks, 0) AS stale_ticks
    FROM met JOIN tag_silence AS told ON told.tag_id = met.tag_id::VARCHAR
    QUALIFY dense_rank() OVER (PARTITION BY met.feeder, met.view, met.tag_id ORDER BY
        (told.feeder, told.view) <> (met.feeder::VARCHAR, met.view::VARCHAR), told.view <> '_tags', told.feeder, told.view) = 1)
SELECT met.*, known_ticks, coalesce(from_ticks, -(1::BIGINT << 62)) AS from_ticks, coalesce(to_ticks, 1::BIGINT << 62) AS to_ticks, stale_ticks
FROM met
LEFT JOIN silence USING (feeder, view, tag_id)
LEFT JOIN tag_known AS known ON known.site = met.site::VARCHAR AND known.feeder = met.feeder::VARCHAR AND known.view = met.view::VARCHAR
    AND known.tag_id = met.tag_id::VARCHAR;

-- Two readings in one stretch are never further apart than the staleness, which spares sorting them all.
CREATE OR REPLACE TEMP TABLE tag_stretch AS
SELECT settled.site, settled.feeder, settled.view, settled.tag_id, fate, reason, known_ticks, from_ticks, stale_ticks,
    event_ticks // stale_ticks AS stretch, event_ticks > coalesce(known_ticks, event_ticks - 1) AS is_later,
    count(*) AS cells, min(event_ticks) AS first_ticks, max(event_ticks) AS last_ticks
FROM settled
JOIN tag_read AS tag ON tag.site = settled.site AND tag.feeder = settled.feeder AND tag.view = settled.view AND tag.tag_id = settled.tag_id
    AND event_ticks >= from_ticks AND event_ticks < to_ticks
GROUP BY ALL;

CREATE OR REPLACE TEMP VIEW tag_gap AS
WITH heard AS (
    SELECT site, feeder, view, tag_id, known_ticks, from_ticks, stale_ticks, is_later, min(first_ticks) AS first_ticks, max(last_ticks) AS last_ticks
    FROM tag_stretch
    GROUP BY site, feeder, view, tag_id, known_ticks, from_ticks, stale_ticks, is_later, stretch),
silence AS (
    SELECT site, feeder, view, tag_id, lag(last_ticks, 1, known_ticks) OVER in_time AS since_ticks, first_ticks AS until_ticks, is_later,
        -- what was heard last says how long it holds
        coalesce(lag(stale_ticks) OVER in_time, stale_ticks) AS stale_ticks
    FROM heard WINDOW in_time AS (PARTITION BY site, feeder, view, tag_id, is_later ORDER BY first_ticks))
SELECT site, feeder, view, tag_id, count(*) FILTER (is_gap) AS gaps,
    coalesce(sum(until_ticks - since_ticks - stale_ticks) FILTER (is_gap), 0)::BIGINT AS gap_ticks,
    max(until_ticks - since_ticks) FILTER (is_gap) AS longest_ticks,
    arg_max(since_ticks, (until_ticks - since_ticks, -since_ticks)) FILTER (is_gap) AS longest_from
FROM (SELECT *, is_later AND until_ticks - since_ticks > stale_ticks AS is_gap FROM silence WHERE stale_ticks IS NOT NULL)
GROUP BY ALL;

-- What silver has of cells that are judged again; one that an object restated before it was judged again lies there twice.
CREATE OR REPLACE TEMP TABLE told_cell AS
SELECT object.arrival, object.site, object.feeder, object.view, tag_id, source_row, arg_max_null(reason, revision) AS reason
FROM told_before JOIN object ON object_key::VARCHAR = source_object AND object_version::VARCHAR = source_version
WHERE replay IS NOT NULL AND withdrawn IS DISTINCT FROM 'replayed'
GROUP BY ALL;

-- Those of which it has nothing, though they were read: they were repeats.
CREATE OR REPLACE TEMP VIEW repeated_before AS
SELECT settled.site, settled.feeder, settled.view, settled.tag_id
FROM settled
JOIN object USING (arrival)
ANTI JOIN told_cell AS told
    ON told.arrival = settled.arrival AND told.source_row = settled.source_row AND told.tag_id = settled.tag_id
ANTI JOIN lost_before AS lost
    ON lost.arrival = settled.arrival AND coalesce(lost.source_row, settled.source_row) = settled.source_row
WHERE replay IS NOT NULL;

CREATE OR REPLACE TEMP VIEW tag_part AS
SELECT site, feeder, view, tag_id, CASE WHEN fate = 'repeat' THEN 'repeat' ELSE 'silver' END AS part, reason, known_ticks, cells,
    CASE WHEN is_later THEN 0 ELSE cells END AS late, first_ticks, last_ticks
FROM tag_stretch
UNION ALL
SELECT site, feeder, view, tag_id, 'silver', reason, NULL, cells, cells, first_ticks, last_ticks
FROM confirmed JOIN object USING (arrival)
UNION ALL
SELECT site, feeder, view, tag_id, 'was', reason, NULL, count(*), 0, NULL, NULL FROM told_cell GROUP BY ALL
UNION ALL
SELECT site, feeder, view, tag_id, 'was repeat', NULL, NULL, count(*), 0, NULL, NULL FROM repeated_before GROUP BY ALL;

CREATE OR REPLACE TEMP MACRO cells_by_reason(reasons, counts) AS coalesce(map(reasons, counts), MAP {}::MAP(VARCHAR, BIGINT));

CREATE OR REPLACE TEMP VIEW tag_quality AS
WITH by_reason AS (
    SELECT site, feeder, view, tag_id, part, reason::VARCHAR AS reason, sum(cells)::BIGINT AS cells, sum(late)::BIGINT AS late,
        max(known_ticks) AS known_ticks, min(first_ticks) AS first_ticks, max(last_ticks) AS last_ticks
    FROM tag_part
    GROUP BY site, feeder, view, tag_id, part, reason),
by_tag AS (
    SELECT site, feeder, view, tag_id,
        coalesce(sum(cells) FILTER (part = 'silver' AND reason IS NULL), 0)::BIGINT AS silver_good,
        coalesce(sum(cells) FILTER (part = 'silver' AND reason IS NOT NULL), 0)::BIGINT AS silver_bad,
        coalesce(sum(cells) FILTER (part = 'repeat'), 0)::BIGINT AS exact_duplicates,
        cells_by_reason(list(reason ORDER BY reason) FILTER (part = 'silver' AND reason IS NOT NULL),
            list(cells ORDER BY reason) FILTER (part = 'silver' AND reason IS NOT NULL)) AS reasons,
        coalesce(sum(cells) FILTER (part = 'was' AND reason IS NULL), 0)::BIGINT AS was_good,
        coalesce(sum(cells) FILTER (part = 'was' AND reason IS NOT NULL), 0)::BIGINT AS was_bad,
        cells_by_reason(list(reason ORDER BY reason) FILTER (part = 'was' AND reason IS NOT NULL),
            list(cells ORDER BY reason) FILTER (part = 'was' AND reason IS NOT NULL)) AS was_reasons,
        coalesce(sum(cells) FILTER (part = 'was repeat'), 0)::BIGINT AS was_duplicates,
        min(first_ticks) AS first_ticks, max(last_ticks) AS last_ticks, sum(late)::BIGINT AS late, max(known_ticks) AS known_ticks
    FROM by_reason GROUP BY ALL),
known AS (
    SELECT by_tag.* EXCLUDE (known_ticks), greatest(coalesce(by_tag.known_ticks, known.known_ticks), last_ticks) AS known_ticks
    FROM by_tag
    LEFT JOIN tag_known AS known ON known.site = by_tag.site::VARCHAR AND known.feeder = by_tag.feeder::VARCHAR
        AND known.view = by_tag.view::VARCHAR AND known.tag_id = by_tag.tag_id::VARCHAR)
SELECT known.site::VARCHAR AS site, known.feeder::VARCHAR AS feeder, known.view::VARCHAR AS view, known.tag_id::VARCHAR AS tag_id,
    run.run_id::VARCHAR AS run_id, silver_good, silver_bad, exact_duplicates,
    100 * silver_good / nullif(silver_good + silver_bad, 0) AS share_good, reasons, was_good, was_bad, was_reasons, was_duplicates,
    time_of(first_ticks) AS first_event, time_of(last_ticks) AS last_event, late, gaps, gap_ticks / 1e7 AS gap_s,
    longest_ticks / 1e7 AS longest_gap_s, time_of(longest_from) AS longest_gap_from, known_ticks, run.now AS processed_at
FROM known
LEFT JOIN tag_gap AS gap ON gap.site = known.site AND gap.feeder = known.feeder AND gap.view = known.view AND gap.tag_id = known.tag_id
CROSS JOIN run;
