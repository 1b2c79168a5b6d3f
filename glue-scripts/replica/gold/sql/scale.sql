-- How the readings of a unit are shown in a column: as they are where it is the column's, else number * factor + offset; a pair that does
-- not convert has no row. Units are those of readings and of their tags. Reads extent, era, gold_column, and unit_met of their units; gives scale(given, wanted, factor, "offset").

CREATE OR REPLACE TEMP TABLE scale AS
WITH pair AS (
    SELECT DISTINCT unnest([extent.unit, coalesce(tag_unit, extent.unit)]) AS given, coalesce(gold_column.unit, '') AS wanted
    FROM extent
    JOIN era USING (tag_id)
    JOIN gold_column USING (attribute, kind)
)
SELECT pair.given, pair.wanted,
    CASE WHEN pair.given = pair.wanted THEN 1 ELSE given_unit.factor / wanted_unit.factor END AS factor,
    CASE WHEN pair.given = pair.wanted THEN 0
        ELSE ((given_unit."offset" - wanted_unit."offset")::DOUBLE + unit_air(given_unit.air, wanted_unit.air)) / wanted_unit.factor
    END AS "offset"
FROM pair
LEFT JOIN unit_met AS given_unit ON given_unit.text = pair.given
LEFT JOIN unit_met AS wanted_unit ON wanted_unit.text = pair.wanted
WHERE pair.given = pair.wanted OR unit_converts(given_unit.dimension, wanted_unit.dimension, given_unit.air, wanted_unit.air);
