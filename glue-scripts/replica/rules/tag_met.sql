-- Which tag each name in the cells of a long view is, and the versions that judge it. Reads name(site, asset, attribute, asset_key,
-- attribute_key) and tag_version; gives tag_name and tag_judging. A tag list's word goes before a wide view's, a name of today before one
-- that the tag had. A cell without an asset names a point, by its path or by a name that one point alone has.

CREATE OR REPLACE TEMP TABLE tag_name AS
WITH known AS (
    SELECT *, view = '_tags' AS is_listed, to_ticks = max(to_ticks) OVER (PARTITION BY tag_id, feeder, view) AS is_today FROM tag_version),
by_name AS (
    SELECT name.site, name.asset, name.attribute, arg_min(tag_id, (NOT is_listed, NOT is_today, tag_id)) AS tag_id
    FROM name JOIN known USING (site, asset_key, attribute_key)
    WHERE asset_key <> '' GROUP BY ALL),
named_point AS (
    SELECT name.site, name.asset, name.attribute, known.tag_id, known.path_key
    FROM name JOIN known ON known.site = name.site AND known.path_key = CASE
        WHEN name.asset_key = '' THEN name.attribute_key ELSE name.asset_key || '\' || name.attribute_key END
    UNION
    SELECT name.site, name.asset, name.attribute, known.tag_id, known.path_key
    FROM name JOIN known ON known.site = name.site AND known.point_key = name.attribute_key WHERE name.asset_key = ''),
by_point AS (
    SELECT site, asset, attribute,
        -- several attributes may show a point; the point itself is none of them
        coalesce(min(tag_id) FILTER (NOT contains(tag_id, '|')), min(tag_id)) AS tag_id
    FROM named_point ANTI JOIN by_name USING (site, asset, attribute)
    GROUP BY ALL
    HAVING count(DISTINCT coalesce(path_key, '')) = 1
        AND (count(DISTINCT tag_id) = 1 OR count(DISTINCT tag_id) FILTER (NOT contains(tag_id, '|')) = 1))
FROM by_name UNION ALL FROM by_point;

-- Where no list tells of a tag, the first wide view that declares it does.
CREATE OR REPLACE TEMP VIEW tag_judging AS
SELECT * FROM tag_version
QUALIFY dense_rank() OVER (PARTITION BY tag_id ORDER BY view <> '_tags', feeder, view) = 1;
