-- Which unit a text names: as it is spelt, else whatever its case, of units of which case tells nothing.
-- Reads unit_text(text) and unit(form, is_folded, dimension, factor, offset, air); gives the table
-- unit_met(text, dimension, factor, offset, air), without what nobody knows.

CREATE OR REPLACE TEMP TABLE unit_met AS
WITH said AS (SELECT DISTINCT text, unit_form(text) AS form FROM unit_text)
SELECT text, dimension, factor, "offset", air
FROM said
JOIN unit ON unit.form = CASE WHEN is_folded THEN lower(said.form) ELSE said.form END
QUALIFY row_number() OVER (PARTITION BY text ORDER BY is_folded) = 1;
