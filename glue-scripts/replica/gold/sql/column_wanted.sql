-- The columns that the readings ask for: one for each attribute and kind. Its unit is that of its first asset's tag; codes and texts
-- have none, whatever their tag says.
-- Reads extent and era; gives column_wanted(attribute, kind, unit).

CREATE OR REPLACE TEMP VIEW column_wanted AS
WITH met AS (
    SELECT DISTINCT attribute, kind, asset, tag_unit, until_ticks
    FROM extent
    JOIN era USING (tag_id)
    WHERE from_ticks <= last_ticks AND until_ticks > first_ticks
)
SELECT attribute, kind, CASE WHEN kind = 'number' THEN tag_unit END AS unit
FROM met
QUALIFY row_number() OVER (PARTITION BY attribute, kind ORDER BY asset, until_ticks DESC, tag_unit) = 1;
