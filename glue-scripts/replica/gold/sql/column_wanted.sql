-- The columns that the readings ask for: one for each attribute and kind. Its unit is that of its first asset's tag, or of
-- the readings of a tag that names none; codes and texts have none, whatever their tag says.
-- Reads extent and era; gives column_wanted(attribute, kind, unit, units), the last being those that some tag of it has now.

CREATE OR REPLACE TEMP VIEW column_wanted AS
WITH met AS (
    SELECT DISTINCT attribute, kind
    FROM extent
    JOIN era USING (tag_id)
    WHERE from_ticks <= last_ticks AND until_ticks > first_ticks
),
now AS (
    SELECT DISTINCT attribute, kind, asset,
        CASE WHEN kind = 'number' THEN coalesce(tag_unit, CASE WHEN last_ticks >= from_ticks THEN nullif(extent.unit, '') END) END AS unit
    FROM era
    JOIN extent USING (tag_id)
    WHERE is_last
)
SELECT attribute, kind, arg_min(unit, (asset, unit)) AS unit, coalesce(
        list(DISTINCT unit) FILTER (asset IS NOT NULL AND unit IS NOT NULL),
        list(DISTINCT unit) FILTER (asset IS NOT NULL)
    ) AS units
FROM met
LEFT JOIN now USING (attribute, kind)
GROUP BY attribute, kind;
