-- Which unit a text names: as it is spelt, else without blanks and dots and whatever its case, where no other unit could be meant.
-- Reads unit_text(text) and unit(alias, key, dimension, factor, offset, loose); gives the table unit_met(text, dimension, factor, offset).

CREATE OR REPLACE TEMP MACRO unit_key(text) AS lower(regexp_replace(text, '[\s\x{a0}\x{202f}.]', '', 'g'));

CREATE OR REPLACE TEMP TABLE unit_met AS
SELECT text, coalesce(exact.dimension, loose.dimension) AS dimension, coalesce(exact.factor, loose.factor) AS factor,
    coalesce(exact."offset", loose."offset") AS "offset"
FROM (SELECT DISTINCT text FROM unit_text) AS said
LEFT JOIN unit AS exact ON exact.alias = trim(text)
LEFT JOIN (SELECT DISTINCT key, dimension, factor, "offset" FROM unit WHERE loose) AS loose ON loose.key = unit_key(text);
