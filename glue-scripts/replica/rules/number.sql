-- The number in the tag's own unit. Reads stated and unit_met; gives numbered. A unit is converted by its factor and offset to the
-- canonical one and on to the tag's; the same unit, however spelt, is not converted.

CREATE OR REPLACE TEMP VIEW numbered AS
SELECT stated.*,
    nullif(trim(unit_raw), '') AS unit_given,
    NOT is_text_tag AND coalesce(nullif(trim(unit_raw), '') <> tag_unit, false) AS needs_unit,
    given.dimension AS given_dimension,
    wanted.dimension AS wanted_dimension,
    CASE
        WHEN is_text_tag THEN CASE WHEN tag_type = 'Digital' THEN state_code::DOUBLE END
        WHEN NOT coalesce(nullif(trim(unit_raw), '') <> tag_unit, false) THEN parsed
        WHEN given.factor = wanted.factor AND given."offset" = wanted."offset" THEN parsed
        ELSE (parsed * given.factor + given."offset" - wanted."offset") / wanted.factor
    END AS number
FROM stated
LEFT JOIN unit_met AS given ON given.text = unit_raw
LEFT JOIN unit_met AS wanted ON wanted.text = tag_unit;
