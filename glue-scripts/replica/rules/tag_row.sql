-- Rows of tag lists as tag versions. Reads tag_told (the columns of the contract's tag_snapshot, with arrival and source_row), object, and
-- tag_key(site, asset_key, attribute_key, tag_id, asset, attribute), the tags that are known; gives tag_found, with `lost` where a row is none.
-- The first spelling of an asset and of an attribute stays. A tag may be silent for its longest exception or compression time; twice that
-- is an outage. A time or a span of 0 is PI's switch for off, and says nothing.

CREATE OR REPLACE TEMP VIEW tag_named AS
SELECT told.*, object.site, object.object_key, object.object_version, landed_ticks, lower(plain(told.asset)) AS asset_key,
    lower(plain(told.attribute)) AS attribute_key, iso_ticks(snapshot_time) AS ticks
FROM tag_told AS told JOIN object USING (arrival);

CREATE OR REPLACE TEMP VIEW tag_spelt AS
SELECT named.*,
    coalesce(known.asset, first_value(padless(named.asset)) OVER (
        PARTITION BY named.site, named.asset_key ORDER BY arrival, source_row)) AS asset_spelt,
    coalesce(tag_key.attribute, first_value(padless(named.attribute)) OVER (
        PARTITION BY named.site, named.asset_key, named.attribute_key ORDER BY arrival, source_row)) AS attribute_spelt,
    tag_key.tag_id AS known_tag
FROM tag_named AS named
LEFT JOIN tag_key ON tag_key.site = named.site AND tag_key.asset_key = named.asset_key AND tag_key.attribute_key = named.attribute_key
LEFT JOIN (SELECT site, asset_key, min(asset) AS asset FROM tag_key GROUP BY ALL) AS known
    ON known.site = named.site AND known.asset_key = named.asset_key;

CREATE OR REPLACE TEMP VIEW tag_found AS
SELECT arrival, source_row, named.site,
    asset_spelt AS asset,
    attribute_spelt AS attribute,
    coalesce(known_tag, tag_id_of(named.site, asset_spelt, attribute_spelt)) AS tag_id,
    point,
    list_filter([point, '\\' || server || '\' || point], lambda name: name IS NOT NULL) AS aliases,
    coalesce(point_type.type, padless(named.type)) AS type, coalesce(step, false) AS step, nullif(padless(unit), '') AS unit, CASE WHEN span <> 0 THEN zero END AS zero,
    nullif(span, 0) AS span, exc_dev, comp_dev,
    coalesce(future, false) AS future, digital_set, 2 * greatest(nullif(exc_max_s, 0), nullif(comp_max_s, 0)) AS stale_after_s,
    time_of(ticks) AS valid_from, object_key AS source_object, object_version AS source_version,
    snapshot_time AS ts_raw, NULL::VARCHAR AS value_raw, named.unit AS unit_raw,
    CASE
        WHEN coalesce(asset_key, '') = '' OR coalesce(attribute_key, '') = '' THEN 'TAG_UNKNOWN'
        WHEN ticks IS NULL AND coalesce(plain(snapshot_time), '') = '' THEN 'TS_MISSING'
        WHEN ticks IS NULL THEN coalesce(iso_fault(snapshot_time), 'TS_UNPARSEABLE')
        WHEN ticks <= unix_epoch_ticks() THEN 'TS_TOO_OLD'
        WHEN ticks > landed_ticks + 6000000000 THEN 'TS_FUTURE'
    END AS lost,
    to_json({
        asset: named.asset, attribute: named.attribute, point: point, server: server, type: named.type, step: named.step, unit: named.unit,
        zero: zero, span: span, exc_dev: exc_dev, exc_max_s: exc_max_s, comp_dev: comp_dev, comp_max_s: comp_max_s,
        future: future, digital_set: digital_set, snapshot_time: snapshot_time}) AS raw
FROM tag_spelt AS named
LEFT JOIN point_type ON point_type.name = lower(plain(named.type));
