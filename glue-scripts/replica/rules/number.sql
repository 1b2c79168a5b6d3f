-- The number in the tag's own unit. Reads stated, unit_met and physical_limit(dimension, lowest),
-- in the canonical unit; gives numbered. A unit is converted by its factor and offset to the
-- canonical one and on to the tag's; the same unit, however spelt, is not converted. A digital tag's number is its state's code, a truth
-- value's 1 or 0.

CREATE OR REPLACE TEMP MACRO truth(text, parsed) AS CASE
    WHEN parsed IN (0, 1) THEN parsed
    WHEN lower(text) = 'true' THEN 1
    WHEN lower(text) = 'false' THEN 0
    END;

-- Below the limit by more than the arithmetic of a conversion can be wrong.
CREATE OR REPLACE TEMP MACRO is_below(number, factor, "offset", lowest) AS coalesce(
    number * factor + "offset" < lowest - 1e-9 * (abs(number * factor) + abs("offset")), false);

CREATE OR REPLACE TEMP VIEW unit_limit AS
SELECT unit_met.*, lowest FROM unit_met LEFT JOIN physical_limit USING (dimension);

CREATE OR REPLACE TEMP VIEW numbered AS
SELECT stated.*,
    nullif(trim(unit_raw), '') AS unit_given,
    tag_kind = 'number' AND coalesce(nullif(trim(unit_raw), '') <> tag_unit, false) AS needs_unit,
    given.dimension AS given_dimension,
    wanted.dimension AS wanted_dimension,
    CASE
        WHEN tag_kind = 'digital' THEN state_code::DOUBLE
        WHEN tag_kind = 'flag' THEN truth(stated.text, parsed)
        WHEN tag_kind <> 'number' THEN NULL
        WHEN NOT coalesce(nullif(trim(unit_raw), '') <> tag_unit, false) THEN parsed
        WHEN given.factor = wanted.factor AND given."offset" = wanted."offset" THEN parsed
        ELSE (parsed * given.factor + given."offset" - wanted."offset") / wanted.factor
    END AS number,
    tag_kind = 'number' AND CASE
        WHEN tag_unit IS NULL THEN is_below(number, given.factor, given."offset", given.lowest)
        ELSE is_below(number, wanted.factor, wanted."offset", wanted.lowest) END AS is_unnatural
FROM stated
LEFT JOIN unit_limit AS given ON given.text = unit_raw
LEFT JOIN unit_limit AS wanted ON wanted.text = tag_unit;
