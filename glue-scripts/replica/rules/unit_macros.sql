-- How a unit's text is compared, and what converts into what. `air` is how many atmospheres lie between a pressure unit's zero and vacuum:
-- 1 of a gauge, 0 of what says that it is absolute, null of what says neither.

-- One sign for what has several: of the two of micro and the two of ohm one is kept.
CREATE OR REPLACE TEMP MACRO unit_signs(text) AS regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(text, '²³¹⁻−⁄∕·⋅∙•×％' || chr(956) || chr(8486), '231--//.....%' || chr(181) || chr(937)),
    '℃', 'degC'), '℉', 'degF'), '[°º˚]', 'deg'), '[Δ∆]', 'delta');

-- One spelling for what is the same, its case kept: `m³·h⁻¹`, `m^3 per h` and `m3/h`. Blanks, dots and brackets say nothing.
CREATE OR REPLACE TEMP MACRO unit_form(text) AS regexp_replace(regexp_replace(regexp_replace(unit_signs(text),
    '(?i)[\p{Z}\s]+per[\p{Z}\s]+', '/'),
    '[\p{Z}\s.*]+([A-Za-z]+)\^?-1[\p{Z}\s]*$', '/\1'),
    '[\p{Z}\p{Cc}\p{Cf}.*^_()\[\]]', '', 'g');

-- The air of the site, in Pa, null where nobody says what it weighs.
CREATE OR REPLACE TEMP MACRO site_air() AS getvariable('air_pa')::DOUBLE;

CREATE OR REPLACE TEMP MACRO unit_converts(given_dimension, wanted_dimension, given_air, wanted_air) AS
    given_dimension = wanted_dimension OR (given_air - wanted_air) * site_air() IS NOT NULL;

-- Pascals by which a pressure grows when it is no longer counted from one zero but from the other.
CREATE OR REPLACE TEMP MACRO unit_air(given_air, wanted_air) AS coalesce((given_air - wanted_air) * site_air(), 0);
