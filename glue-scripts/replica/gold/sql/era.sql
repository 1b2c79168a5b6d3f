-- How each tag is to be read, and from when until when: versions that differ in nothing that gold asks are one era.
-- Reads the files of silver's table tag in `tag_files`, given_column(number, attribute), the columns so far, and point_type; gives
-- era(tag_id, asset, attribute, kind, is_held, stale_ticks, is_forecast, tag_unit, span, from_ticks, until_ticks, is_last). A view that declares
-- a tag reads it so, a long one as a tag list tells of it, else as the first that declares it. An attribute is one column however its
-- assets spell it. A reading before the first version is read by it. A tag that says nothing of its own silence is
-- stale after two steps of the grid. Its span is asked for only where `rate_percent` is above 0.

CREATE OR REPLACE TEMP TABLE era AS
WITH told AS (
    SELECT * FROM read_parquet(getvariable('tag_files'), hive_partitioning = false)
    WHERE site = getvariable('site')
    QUALIFY dense_rank() OVER (PARTITION BY tag_id ORDER BY
        (feeder, view) <> (getvariable('feeder'), getvariable('view')), view <> '_tags', feeder, view) = 1
),
version AS (
    SELECT tag_id,
        last_value(asset) OVER whole AS asset,
        last_value(attribute) OVER whole AS attribute,
        CASE point_type.kind WHEN 'digital' THEN 'state' WHEN 'blob' THEN 'text' ELSE coalesce(point_type.kind, 'number') END AS kind,
        coalesce(step, false) OR coalesce(point_type.kind, 'number') <> 'number' AS is_held,
        round(coalesce(stale_after_s * 1e7, 2 * getvariable('grid_ticks')))::BIGINT AS stale_ticks,
        unit AS tag_unit,
        CASE WHEN getvariable('rate_percent') > 0 THEN span END AS span,
        coalesce(bool_or(future) OVER whole, false) AS is_forecast,
        valid_from
    FROM told
    LEFT JOIN (SELECT DISTINCT type, kind FROM point_type) AS point_type USING (type)
    -- a tag of which nothing is known asks for no column, whose name would stay for ever
    WHERE type IS DISTINCT FROM 'Undeclared'
    WINDOW whole AS (
        PARTITION BY tag_id ORDER BY valid_from, valid_to ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
),
beginning AS (
    SELECT *
    FROM version
    QUALIFY (kind, is_held, stale_ticks, coalesce(tag_unit, ''), span)
        IS DISTINCT FROM lag((kind, is_held, stale_ticks, coalesce(tag_unit, ''), span)) OVER (PARTITION BY tag_id ORDER BY valid_from)
)
SELECT tag_id, asset, coalesce(given.attribute, min(beginning.attribute) OVER (PARTITION BY name_key(beginning.attribute))) AS attribute,
    kind, is_held, stale_ticks, is_forecast, tag_unit, span,
    CASE WHEN lag(valid_from) OVER by_time IS NULL THEN -9e18::BIGINT ELSE epoch_us(valid_from) * 10 END AS from_ticks,
    coalesce(epoch_us(lead(valid_from) OVER by_time) * 10, 9e18::BIGINT) AS until_ticks,
    lead(valid_from) OVER by_time IS NULL AS is_last
FROM beginning
LEFT JOIN (SELECT name_key(attribute) AS attribute_key, arg_min(attribute, number) AS attribute FROM given_column GROUP BY ALL) AS given
    ON attribute_key = name_key(beginning.attribute)
WINDOW by_time AS (PARTITION BY tag_id ORDER BY valid_from);
