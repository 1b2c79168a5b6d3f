-- Why a cell says nothing, the first reason that holds; null where it is good. Reads numbered, gives judged.

-- Whether a whole number is rounded by being a double; what 38 digits do not hold, a double holds even less. Behind an exponent stands
-- what some double was printed as: it is whole where that double is printed so again.
CREATE OR REPLACE TEMP MACRO holds_inexactly(text, parsed) AS CASE
    WHEN length(text) <= 15 THEN false
    WHEN regexp_full_match(text, '[+-]?\d{16,}([.,]0*)?') THEN coalesce(
        TRY_CAST(regexp_replace(text, '[.,]0*$', '') AS DECIMAL(38, 0)) <> TRY_CAST(parsed AS DECIMAL(38, 0)), true)
    WHEN regexp_full_match(text, '(?i)[+-]?\d[.,]\d{15,}e\+?\d+') AND abs(parsed) >= 9007199254740992 THEN coalesce(
        TRY_CAST(replace(text, ',', '.') AS DECIMAL(38, 0)) <> TRY_CAST(parsed::VARCHAR AS DECIMAL(38, 0)), false)
    ELSE false END;

-- What PI DataLink and Excel write where they have no value.
CREATE OR REPLACE TEMP MACRO is_client_error(text) AS regexp_full_match(
    text, '(?i)\[-\d+\] .+|#(VALUE|REF|DIV/0|NUM|NAME|NULL)[!?]|#N/A|no events found\.?|resize to show all values');

-- By more than `tolerance` percent of the span; not said where one of them is null, and a span of 0 or below is none.
CREATE OR REPLACE TEMP MACRO is_out_of_range(number, zero, span, tolerance) AS
    span > 0 AND number NOT BETWEEN zero - span * tolerance / 100 AND zero + span * (1 + tolerance / 100);

CREATE OR REPLACE TEMP VIEW judged AS
WITH reasoned AS (
    SELECT *,
        CASE
            WHEN lost IS NOT NULL THEN NULL
            WHEN is_state THEN 'STATE_SYSTEM'
            WHEN coalesce(plain(text), '') = '' AND own_state_name IS NULL THEN 'VALUE_EMPTY'
            WHEN NOT good THEN 'QUALITY_BAD'
            WHEN tag_kind = 'blob' THEN 'VALUE_BLOB'
            WHEN tag_kind IN ('text', 'digital') AND own_state_name IS NULL AND is_client_error(text) THEN 'CLIENT_ERROR_TEXT'
            WHEN tag_kind = 'digital' AND digital_set IS NOT NULL AND NOT is_own THEN 'STATE_OUTSIDE_SET'
            -- a record that cannot be read is no state
            WHEN tag_kind = 'digital' AND printed_name IS NULL AND regexp_matches(text, '^@?\{') THEN 'VALUE_UNPARSEABLE'
            WHEN tag_kind = 'time' AND iso_ticks(text) IS NULL THEN 'VALUE_UNPARSEABLE'
            WHEN tag_kind = 'flag' AND number IS NULL THEN 'VALUE_UNPARSEABLE'
            WHEN tag_kind <> 'number' THEN NULL
            WHEN parsed IS NULL AND regexp_full_match(text, '(?i)[+-]?(nan|inf|infinity|∞)') THEN 'VALUE_NONFINITE'
            WHEN parsed IS NULL THEN 'VALUE_UNPARSEABLE'
            WHEN NOT isfinite(parsed) THEN 'VALUE_NONFINITE'
            WHEN parsed NOT BETWEEN type_low AND type_high THEN 'TYPE_OVERFLOW'
            -- a column that the settings do not know
            WHEN tag_type = 'Undeclared' THEN 'UNIT_UNKNOWN'
            WHEN holds_inexactly(text, parsed) THEN 'VALUE_INEXACT'
            WHEN needs_unit AND NOT is_unit_known THEN 'UNIT_UNKNOWN'
            WHEN needs_unit AND NOT coalesce(is_unit_convertible, false) THEN 'UNIT_DIMENSION'
            WHEN NOT isfinite(number) THEN 'VALUE_NONFINITE'
            WHEN is_unnatural THEN 'RANGE_PHYSICAL'
            WHEN is_out_of_range(number, tag_zero, tag_span, range_tolerance) THEN 'RANGE_ENGINEERING'
        END AS reason
    FROM numbered)
SELECT arrival, source_row, tag_id, event_ticks,
    CASE WHEN reason IS NULL THEN number END AS value,
    CASE
        WHEN reason IS NOT NULL THEN NULL
        WHEN tag_kind = 'time' THEN iso_text(iso_ticks(text))
        WHEN tag_kind IN ('text', 'digital') THEN coalesce(own_state_name, said_text)
    END AS value_string,
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
        WHEN state_code IS NOT NULL THEN coalesce(own_state_name, plain(said_text))
    END AS state_name,
    CASE WHEN tag_kind = 'number' THEN coalesce(tag_unit, unit_given) END AS unit,
    value_raw, unit_raw, lost,
    CASE WHEN lost IS NOT NULL THEN asset END AS asset,
    CASE WHEN lost IS NOT NULL THEN attribute END AS attribute,
    CASE WHEN lost IS NOT NULL THEN ts_raw END AS ts_raw,
    CASE WHEN lost IS NOT NULL THEN coalesce(raw, to_json({
        asset: asset, attribute: attribute, point: point, timestamp: ts_raw, value: value_raw, is_system: said_system, good: good,
        questionable: questionable, substituted: substituted, unit: unit_raw})::VARCHAR) END AS raw
FROM reasoned;
