-- Rows of tag lists as tag versions. Reads tag_told (the columns of the contract's tag_snapshot, with arrival and source_row), object, and
-- tag_key(site, asset_key, attribute_key, tag_id, asset, attribute, path_key, is_former, valid_from, made), the tags that are known by every name
-- that they had, and point_type; gives tag_found, with `lost` where a row is none.
-- The first spelling of an asset and of an attribute stays. A tag may be silent for its longest exception or compression time; twice that
-- is an outage. A time or a span of 0 is PI's switch for off, and says nothing.

CREATE OR REPLACE TEMP MACRO made_of(type, unit, zero, span) AS concat_ws(' ', type, nullif(padless(unit), ''), zero, span);

-- A point without an AF asset stands under its server; a point may be told by its path.
CREATE OR REPLACE TEMP TABLE tag_named AS
WITH placed AS (
    SELECT told.* EXCLUDE (asset, attribute, point, server, type, zero, span), told.asset AS asset_raw, told.attribute AS attribute_raw,
        point AS point_raw, server AS server_raw, told.type AS type_raw, told.zero AS zero_raw, told.span AS span_raw,
        coalesce(point_type.type, padless(told.type)) AS type, CASE WHEN told.span <> 0 THEN told.zero END AS zero, nullif(told.span, 0) AS span,
        coalesce(nullif(server_in(point), ''), nullif(padless(server), '')) AS server, nullif(point_in(point), '') AS point,
        coalesce(plain(told.asset), '') = '' AND coalesce(plain(told.attribute), '') = '' AS is_point,
        object.site, object.feeder, object.object_key, object.object_version, landed_ticks, iso_ticks(snapshot_time) AS ticks
    FROM tag_told AS told
    JOIN object USING (arrival)
    LEFT JOIN point_type ON point_type.name = name_key(told.type))
SELECT *,
    CASE WHEN is_point THEN '\\' || server ELSE asset_raw END AS asset,
    CASE WHEN is_point THEN point ELSE attribute_raw END AS attribute,
    name_key(CASE WHEN is_point THEN '\\' || server ELSE asset_raw END) AS asset_key,
    name_key(CASE WHEN is_point THEN point ELSE attribute_raw END) AS attribute_key,
    name_key(point_path(server, point)) AS path_key
FROM placed;

-- A list names all tags. Where one name of a point is gone from it and one other has come, of the same type, unit and range, the tag was
-- renamed.
CREATE OR REPLACE TEMP TABLE tag_renamed AS
WITH told AS (
    SELECT site, path_key, ticks, arrival, asset_key, attribute_key, made_of(type, unit, zero, span) AS made FROM tag_named WHERE path_key <> '' AND ticks IS NOT NULL
    UNION ALL
    SELECT site, path_key, ticks_of(valid_from), 0, asset_key, attribute_key, made FROM tag_key WHERE path_key <> '' AND NOT is_former),
step AS (
    SELECT site, path_key, ticks, arrival, min({asset: asset_key, attribute: attribute_key}) AS name,
        count(DISTINCT {asset: asset_key, attribute: attribute_key}) AS names, min(made) AS made
    FROM told GROUP BY ALL),
followed AS (
    SELECT *, lag(name) OVER in_time AS name_before, lag(names) OVER in_time AS names_before, lag(made) OVER in_time AS made_before
    FROM step
    WINDOW in_time AS (PARTITION BY site, path_key ORDER BY ticks, arrival)),
turned AS (
    SELECT followed.* EXCLUDE (names, names_before, made, made_before), names = 1 AND names_before = 1 AND name_before <> name AND followed.made = made_before AND still.arrival IS NULL
        AND tag_key.tag_id IS NULL AS is_rename
    FROM followed
    LEFT JOIN (SELECT DISTINCT arrival, asset_key, attribute_key FROM tag_named) AS still
        ON still.arrival = followed.arrival AND still.asset_key = name_before.asset AND still.attribute_key = name_before.attribute
    LEFT JOIN tag_key ON tag_key.site = followed.site AND tag_key.asset_key = name.asset AND tag_key.attribute_key = name.attribute
        AND NOT tag_key.is_former AND followed.arrival > 0),
chained AS (
    SELECT *, count(*) FILTER (NOT is_rename AND name_before IS DISTINCT FROM name)
        OVER (PARTITION BY site, path_key ORDER BY ticks, arrival) AS chain
    FROM turned)
SELECT site, name.asset AS asset_key, name.attribute AS attribute_key, min(root) AS root
FROM (SELECT *, first_value(name) OVER (PARTITION BY site, path_key, chain ORDER BY ticks, arrival) AS root FROM chained)
WHERE name <> root GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE tag_met AS
WITH tag_spelt AS (
    SELECT named.*,
        coalesce(known.asset, first_value(padless(named.asset)) OVER (
            PARTITION BY named.site, named.asset_key ORDER BY arrival, source_row)) AS asset_spelt,
        coalesce(tag_key.attribute, first_value(padless(named.attribute)) OVER (
            PARTITION BY named.site, named.asset_key, named.attribute_key ORDER BY arrival, source_row)) AS attribute_spelt,
        tag_key.tag_id AS known_tag
    FROM tag_named AS named
    LEFT JOIN tag_key ON tag_key.site = named.site AND tag_key.asset_key = named.asset_key AND tag_key.attribute_key = named.attribute_key
        AND NOT tag_key.is_former
    LEFT JOIN (SELECT site, asset_key, min(asset) AS asset FROM tag_key GROUP BY ALL) AS known
        ON known.site = named.site AND known.asset_key = named.asset_key)
SELECT spelt.*, renamed.root,
    coalesce(known_tag, free_tag(
        CASE WHEN is_point THEN point_tag(spelt.site, server, point) ELSE tag_of(spelt.site, asset_spelt, attribute_spelt) END,
        taken.tag_id IS NOT NULL)) AS own_tag
FROM tag_spelt AS spelt
LEFT JOIN tag_renamed AS renamed USING (site, asset_key, attribute_key)
LEFT JOIN (SELECT DISTINCT tag_id FROM tag_key) AS taken
    ON taken.tag_id = CASE WHEN is_point THEN point_tag(spelt.site, server, point) ELSE tag_of(spelt.site, asset_spelt, attribute_spelt) END;

CREATE OR REPLACE TEMP VIEW tag_found AS
SELECT met.arrival, met.source_row, met.site, met.feeder, '_tags' AS view,
    asset_spelt AS asset,
    attribute_spelt AS attribute,
    coalesce(known_tag, former.tag_id, root.tag_id, own_tag) AS tag_id,
    point, met.path_key,
    list_filter([point, point_path(server, point)], lambda name: name IS NOT NULL) AS aliases,
    made_of(type, met.unit, zero, span) AS made, type, coalesce(step, false) AS step, nullif(padless(unit), '') AS unit, zero, span, exc_dev, comp_dev,
    coalesce(future, false) AS future, digital_set, 2 * greatest(nullif(exc_max_s, 0), nullif(comp_max_s, 0)) AS stale_after_s,
    time_of(ticks) AS valid_from, object_key AS source_object, object_version AS source_version,
    snapshot_time AS ts_raw, NULL::VARCHAR AS value_raw, met.unit AS unit_raw,
    CASE
        WHEN coalesce(met.asset_key, '') = '' OR coalesce(met.attribute_key, '') = '' THEN 'TAG_UNKNOWN'
        WHEN ticks IS NULL AND coalesce(plain(snapshot_time), '') = '' THEN 'TS_MISSING'
        WHEN ticks IS NULL THEN coalesce(iso_fault(snapshot_time), 'TS_UNPARSEABLE')
        WHEN ticks <= unix_epoch_ticks() THEN 'TS_TOO_OLD'
        WHEN ticks > landed_ticks + 6000000000 THEN 'TS_FUTURE'
    END AS lost,
    to_json({
        asset: asset_raw, attribute: attribute_raw, point: point_raw, server: server_raw, type: type_raw, step: met.step, unit: met.unit,
        zero: zero_raw, span: span_raw, exc_dev: exc_dev, exc_max_s: exc_max_s, comp_dev: comp_dev, comp_max_s: comp_max_s,
        future: met.future, digital_set: digital_set, snapshot_time: snapshot_time}) AS raw
FROM tag_met AS met
LEFT JOIN tag_key AS former ON former.site = met.site AND former.asset_key = met.root.asset AND former.attribute_key = met.root.attribute
    AND NOT former.is_former
LEFT JOIN (SELECT site, asset_key, attribute_key, min(own_tag) AS tag_id FROM tag_met GROUP BY ALL) AS root
    ON root.site = met.site AND root.asset_key = met.root.asset AND root.attribute_key = met.root.attribute;
