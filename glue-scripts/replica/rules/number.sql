-- The number in the tag's own unit. Reads stated, unit_met and physical_limit(dimension, air, lowest), in the canonical unit; gives
-- numbered. A pressure has a limit only where its unit says that it counts from vacuum. A unit is converted by its factor and offset to the
-- canonical one and on to the tag's; the same unit, however spelt, is not converted. A digital tag's number is its state's code, a truth
-- value's 1 or 0.

CREATE OR REPLACE TEMP MACRO truth(text, parsed) AS CASE
    WHEN parsed IN (0, 1) THEN parsed
    WHEN lower(text) = 'true' THEN 1
    WHEN lower(text) = 'false' THEN 0
    END;

-- Below the limit by more than the arithmetic of a conversion can be wrong.
CREATE OR REPLACE TEMP MACRO is_below(number, factor, "offset", lowest) AS coalesce(
    number * factor + "offset"::DOUBLE < lowest - 1e-9 * (abs(number * factor) + abs("offset"::DOUBLE)), false);

CREATE OR REPLACE TEMP VIEW numbered AS
WITH unit_limit AS (
    SELECT unit_met.*, lowest
    FROM unit_met
    LEFT JOIN physical_limit ON physical_limit.dimension = unit_met.dimension AND physical_limit.air IS NOT DISTINCT FROM unit_met.air),
unit_said AS (
    SELECT *, CASE WHEN unit_raw = tag_unit THEN unit_raw ELSE nullif(padless(unit_raw), '') END AS unit_given FROM stated)
SELECT unit_said.*,
    tag_kind = 'number' AND coalesce(unit_given <> tag_unit, false) AS needs_unit,
    given.dimension IS NOT NULL AND wanted.dimension IS NOT NULL AS is_unit_known,
    unit_converts(given.dimension, wanted.dimension, given.air, wanted.air) AS is_unit_convertible,
    CASE
        WHEN tag_kind = 'digital' THEN state_code::DOUBLE
        WHEN tag_kind = 'flag' THEN truth(unit_said.text, parsed)
        WHEN tag_kind <> 'number' THEN NULL
        WHEN NOT coalesce(unit_given <> tag_unit, false) THEN parsed
        WHEN given.factor = wanted.factor AND given."offset" = wanted."offset" AND unit_air(given.air, wanted.air) = 0 THEN parsed
        ELSE (parsed * given.factor + (given."offset" - wanted."offset")::DOUBLE + unit_air(given.air, wanted.air)) / wanted.factor
    END AS number,
    tag_kind = 'number' AND CASE
        WHEN tag_unit IS NULL THEN is_below(number, given.factor, given."offset", given.lowest)
        ELSE is_below(number, wanted.factor, wanted."offset", wanted.lowest) END AS is_unnatural
FROM unit_said
LEFT JOIN unit_limit AS given ON given.text = unit_raw
LEFT JOIN unit_limit AS wanted ON wanted.text = tag_unit;
