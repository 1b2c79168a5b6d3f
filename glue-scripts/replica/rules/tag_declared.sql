-- The columns that wide views declare, on each asset that they have, as tag versions. Reads declared (told_asset, told_attribute, …),
-- object and tag_key; gives tag_declared. `told_tag` is the tag as a task named it, which knows no other task's names: the first spelling
-- stays, in tag lists or in the order of arrival.

CREATE OR REPLACE TEMP VIEW declared_name AS
SELECT *, name_key(told_asset) AS asset_key, name_key(told_attribute) AS attribute_key,
    tag_of(site, told_asset, told_attribute) AS told_tag
FROM declared;

CREATE OR REPLACE TEMP VIEW declared_spelt AS
SELECT named.*,
    coalesce(known.asset, first_value(told_asset) OVER (PARTITION BY named.site, named.asset_key ORDER BY arrival, told_asset)) AS asset,
    coalesce(tag_key.attribute, first_value(told_attribute) OVER (
        PARTITION BY named.site, named.asset_key, named.attribute_key ORDER BY arrival, told_attribute)) AS attribute,
    tag_key.tag_id AS known_tag
FROM declared_name AS named
LEFT JOIN tag_key ON tag_key.site = named.site AND tag_key.asset_key = named.asset_key AND tag_key.attribute_key = named.attribute_key
    AND NOT tag_key.is_former
LEFT JOIN (SELECT site, asset_key, min(asset) AS asset FROM tag_key GROUP BY ALL) AS known
    ON known.site = named.site AND known.asset_key = named.asset_key;

CREATE OR REPLACE TEMP TABLE tag_declared AS
SELECT coalesce(known_tag, tag_of(spelt.site, asset, attribute)) AS tag_id, told_tag, spelt.site, object.feeder, object.view, asset, attribute,
    NULL::VARCHAR AS point, []::VARCHAR[] AS aliases, type, step, unit,
    CASE WHEN span <> 0 THEN zero END AS zero, nullif(span, 0) AS span, NULL::DOUBLE AS exc_dev, NULL::DOUBLE AS comp_dev,
    stale_after_s, future, digital_set, landed_at AS valid_from, object_key AS source_object, object_version AS source_version, arrival,
    0::BIGINT AS source_row
FROM declared_spelt AS spelt
JOIN object USING (arrival);
