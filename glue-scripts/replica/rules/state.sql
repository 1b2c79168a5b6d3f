-- PI's system states say that there is no value. By code first, which no site translates; by name where no code is told.
-- Reads shown and state(code, name, name_key, severity); gives stated.
-- On a text or digital tag a name of severity good (Auto, Manual, Good, …) may be the set's own, and IsSystem = false makes any so.

CREATE OR REPLACE TEMP VIEW said AS
SELECT * EXCLUDE (state_code, is_system, printed_code, printed_system),
    coalesce(state_code, printed_code) AS said_code,
    coalesce(is_system, printed_system) AS said_system,
    coalesce(printed_name, value_raw) AS said_text,
    CASE WHEN parsed IS NULL THEN lower(plain(coalesce(printed_name, value_raw))) END AS name_key
FROM shown;

CREATE OR REPLACE TEMP VIEW stated AS
SELECT said.* EXCLUDE (said_code, name_key),
    CASE
        WHEN is_text_tag THEN coalesce(said_system, by_code.severity <> 'good', false)
            OR (said_system IS NULL AND coalesce(by_name.severity <> 'good', false))
        ELSE coalesce(said_system, by_code.code IS NOT NULL) OR by_name.code IS NOT NULL
    END AS is_state,
    CASE
        WHEN is_text_tag THEN coalesce(said_code, CASE WHEN is_state THEN by_name.code END)
        WHEN said_system IS NOT false THEN coalesce(said_code, by_name.code)
        -- a number cannot be a state of a set of its own
        ELSE coalesce(by_name.code, said_code)
    END AS state_code,
    CASE WHEN is_state THEN coalesce(by_code.name, by_name.name) END AS system_name
FROM said
LEFT JOIN state AS by_code ON by_code.code = said_code
LEFT JOIN state AS by_name ON by_name.name_key = said.name_key;
