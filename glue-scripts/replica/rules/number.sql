-- The number in the tag's own unit. Reads stated and unit_met; gives numbered. A unit is converted by its factor and offset to the
-- canonical one and on to the tag's; the same unit, however spelt, is not converted.

CREATE OR REPLACE TEMP VIEW unit_said AS
SELECT *, CASE WHEN unit_raw = tag_unit THEN unit_raw ELSE nullif(padless(unit_raw), '') END AS unit_given FROM stated;

CREATE OR REPLACE TEMP VIEW numbered AS
SELECT unit_said.*,
    NOT is_text_tag AND coalesce(unit_given <> tag_unit, false) AS needs_unit,
    given.dimension IS NOT NULL AND wanted.dimension IS NOT NULL AS is_unit_known,
    unit_converts(given.dimension, wanted.dimension, given.air, wanted.air) AS is_unit_convertible,
    CASE
        WHEN is_text_tag THEN CASE WHEN tag_type = 'Digital' THEN state_code::DOUBLE END
        WHEN NOT coalesce(unit_given <> tag_unit, false) THEN parsed
        WHEN given.factor = wanted.factor AND given."offset" = wanted."offset" AND unit_air(given.air, wanted.air) = 0 THEN parsed
        ELSE (parsed * given.factor + (given."offset" - wanted."offset")::DOUBLE + unit_air(given.air, wanted.air)) / wanted.factor
    END AS number
FROM unit_said
LEFT JOIN unit_met AS given ON given.text = unit_raw
LEFT JOIN unit_met AS wanted ON wanted.text = tag_unit;
