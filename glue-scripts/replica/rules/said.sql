-- What was made of a cell, as one number: two reports that say the same of a moment have the same. Of a bad reading without a state
-- the raw text is all that it says.

CREATE OR REPLACE TEMP MACRO said(value, value_string, quality, reason, state_code, unit, value_raw, unit_raw) AS hash(
    value, value_string, quality, reason, state_code, unit,
    CASE WHEN reason IS NOT NULL AND state_code IS NULL THEN value_raw END,
    CASE WHEN reason IS NOT NULL AND state_code IS NULL THEN unit_raw END);
