-- Why a cell says nothing, the first reason that holds; null where it is good. Reads numbered, gives judged.

-- What 38 digits do not hold, a double holds even less.
CREATE OR REPLACE TEMP MACRO holds_inexactly(text, parsed) AS
    length(text) > 15 AND regexp_full_match(text, '[+-]?\d{16,}')
    AND coalesce(TRY_CAST(text AS DECIMAL(38, 0)) <> TRY_CAST(parsed AS DECIMAL(38, 0)), true);

CREATE OR REPLACE TEMP MACRO overflows(type, parsed) AS CASE type
    WHEN 'Int16' THEN parsed NOT BETWEEN -32768 AND 32767
    WHEN 'Int32' THEN parsed NOT BETWEEN -2147483648 AND 2147483647
    WHEN 'Float16' THEN abs(parsed) > 65504
    WHEN 'Float32' THEN abs(parsed) > 3.4028234663852886e38
    ELSE false END;

CREATE OR REPLACE TEMP VIEW reasoned AS
SELECT *,
    CASE
        WHEN lost IS NOT NULL THEN NULL
        WHEN is_state THEN 'STATE_SYSTEM'
        WHEN coalesce(plain(text), '') = '' THEN 'VALUE_EMPTY'
        WHEN NOT good THEN 'QUALITY_BAD'
        WHEN is_text_tag THEN NULL
        WHEN parsed IS NULL AND regexp_full_match(text, '(?i)[+-]?(nan|inf|infinity|∞)') THEN 'VALUE_NONFINITE'
        WHEN parsed IS NULL THEN 'VALUE_UNPARSEABLE'
        WHEN NOT isfinite(parsed) THEN 'VALUE_NONFINITE'
        -- a column that the settings do not know
        WHEN tag_type = 'Undeclared' THEN 'UNIT_UNKNOWN'
        WHEN overflows(tag_type, parsed) THEN 'TYPE_OVERFLOW'
        WHEN holds_inexactly(text, parsed) THEN 'VALUE_INEXACT'
        WHEN needs_unit AND (given_dimension IS NULL OR wanted_dimension IS NULL) THEN 'UNIT_UNKNOWN'
        WHEN needs_unit AND given_dimension <> wanted_dimension THEN 'UNIT_DIMENSION'
        WHEN NOT isfinite(number) THEN 'VALUE_NONFINITE'
    END AS reason
FROM numbered;

CREATE OR REPLACE TEMP VIEW judged AS
SELECT arrival, source_row, tag_id, event_ticks,
    CASE WHEN reason IS NULL THEN number END AS value,
    CASE WHEN reason IS NULL AND is_text_tag THEN said_text END AS value_string,
    CASE
        WHEN reason IS NOT NULL THEN 'bad'
        WHEN questionable THEN 'questionable'
        WHEN substituted THEN 'substituted'
        ELSE 'good'
    END AS quality,
    reason,
    state_code,
    CASE
        WHEN is_state THEN coalesce(system_name, plain(said_text))
        WHEN state_code IS NOT NULL THEN plain(said_text)
    END AS state_name,
    CASE WHEN NOT is_text_tag THEN coalesce(tag_unit, unit_given) END AS unit,
    value_raw, unit_raw, lost,
    CASE WHEN lost IS NOT NULL THEN asset END AS asset,
    CASE WHEN lost IS NOT NULL THEN attribute END AS attribute,
    CASE WHEN lost IS NOT NULL THEN ts_raw END AS ts_raw,
    CASE WHEN lost IS NOT NULL THEN coalesce(raw, to_json({
        asset: asset, attribute: attribute, point: point, timestamp: ts_raw, value: value_raw, is_system: said_system, good: good,
        questionable: questionable, substituted: substituted, unit: unit_raw})::VARCHAR) END AS raw
FROM reasoned;
