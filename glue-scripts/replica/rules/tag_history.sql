-- All versions of all tags. A version stands from its time until the next one's. A snapshot says something new where the version in force
-- before it differs; one that is found late takes its place among its elders.
-- Reads tag_standing (the tag table), tag_new (found or declared versions, with arrival and source_row) and run; gives the table
-- tag_every, with `fate`: standing, new, or unchanged, which is no version.

CREATE OR REPLACE TEMP TABLE tag_every AS
WITH every AS (
    SELECT *, 0 AS arrival, 0::BIGINT AS source_row, true AS is_standing FROM tag_standing
    UNION ALL BY NAME
    SELECT *, false AS is_standing FROM tag_new),
meant AS (
    SELECT *, hash(asset, attribute, point, aliases, type, step, unit, zero, span, exc_dev, comp_dev, stale_after_s,
        coalesce(future, false), digital_set) AS meaning FROM every),
judged AS (
    SELECT *, CASE
        WHEN is_standing THEN 'standing'
        WHEN lag(meaning) OVER in_time = meaning THEN 'unchanged'
        ELSE 'new' END AS fate
    FROM meant
    WINDOW in_time AS (PARTITION BY tag_id, feeder, view ORDER BY valid_from, is_standing DESC, arrival, source_row))
SELECT * REPLACE (
        CASE WHEN fate <> 'unchanged' THEN lead(valid_from) OVER following END AS valid_to,
        fate <> 'unchanged' AND lead(valid_from) OVER following IS NULL AND lead(tag_id) OVER following IS NULL AS is_current,
        coalesce(judged.run_id, run.run_id) AS run_id)
FROM judged CROSS JOIN run
WINDOW following AS (
    PARTITION BY tag_id, feeder, view, fate <> 'unchanged' ORDER BY valid_from, is_standing DESC, arrival, source_row);

-- The versions by which readings are judged: the first also for what happened before it.
CREATE OR REPLACE TEMP TABLE tag_version AS
SELECT tag_id, site, feeder, view, asset, attribute, name_key(asset) AS asset_key, name_key(attribute) AS attribute_key,
    name_key(point) AS point_key, name_key(list_filter(aliases, lambda name: starts_with(name, '\\'))[1]) AS path_key, type, unit,
    zero, span, future, digital_set, round(stale_after_s * 1e7)::BIGINT AS stale_ticks,
    CASE WHEN lag(tag_id) OVER in_time IS NULL THEN -(1::BIGINT << 62) ELSE ticks_of(valid_from) END AS from_ticks,
    coalesce(ticks_of(valid_to), 1::BIGINT << 62) AS to_ticks
FROM tag_every WHERE fate <> 'unchanged'
WINDOW in_time AS (PARTITION BY tag_id, feeder, view ORDER BY valid_from, is_standing DESC, arrival, source_row);
