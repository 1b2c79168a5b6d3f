-- PI's system states say that there is no value. By code first, which no site translates; by name, PI's own or the site's, where no code
-- is told. Reads shown, state(code, name, name_key, severity), site_state(site, name_key, code) and the sets of a view's columns as
-- digital_set(name, code, state, state_key); gives stated.
-- On a text or digital tag a name of severity good (Auto, Manual, Good, …) may be the set's own, and IsSystem = false makes any so; with
-- a set that is declared, what is in it is the tag's own and nothing else is. PI's programs count system states below zero as well.

CREATE OR REPLACE TEMP VIEW stated AS
WITH said AS (
    SELECT * EXCLUDE (state_code, is_system, printed_code, printed_system),
        abs(coalesce(state_code, printed_code)) AS told_code,
        coalesce(is_system, printed_system, CASE WHEN coalesce(state_code, printed_code) < 0 THEN true END) AS said_system,
        coalesce(printed_name, value_raw) AS said_text,
        CASE WHEN parsed IS NULL THEN name_key(coalesce(printed_name, value_raw)) END AS name_key,
        -- an exporter may write the code in the name's place
        CASE WHEN tag_kind = 'digital' AND told_code IS NULL AND regexp_full_match(text, '-?\d{1,9}') THEN text::INTEGER END AS code_for_name
    FROM shown),
told_state AS (
    SELECT said.*,
        by_code.code AS system_code,
        by_code.severity AS system_severity,
        by_code.name AS system_code_name,
        coalesce(by_name.code, by_site.code) AS named_code,
        coalesce(by_name.severity, by_site.severity) AS named_severity,
        coalesce(by_name.name, by_site.name) AS named_name,
        own_code.code AS own_code,
        own_code.state AS own_code_name,
        own_name.state AS own_name,
        own_name.codes AS own_name_codes
    FROM said
    LEFT JOIN state AS by_code ON by_code.code = coalesce(told_code, abs(code_for_name))
    LEFT JOIN state AS by_name ON by_name.name_key = said.name_key
    LEFT JOIN (SELECT site, site_state.name_key, state.* EXCLUDE (name_key) FROM site_state JOIN state USING (code)) AS by_site
        ON by_site.site = said.site AND by_site.name_key = said.name_key
    LEFT JOIN digital_set AS own_code ON own_code.name = said.digital_set AND own_code.code = coalesce(told_code, code_for_name)
    LEFT JOIN (
        SELECT name, state_key, min(state) AS state, list(code) AS codes FROM digital_set GROUP BY ALL
    ) AS own_name ON own_name.name = said.digital_set AND own_name.state_key = name_key(said_text)),
own_state AS (
    SELECT *,
        CASE
            WHEN digital_set IS NULL OR tag_kind <> 'digital' OR said_system THEN false
            -- a code and a name of two states contradict each other
            WHEN told_code IS NOT NULL THEN own_code IS NOT NULL AND coalesce(list_contains(own_name_codes, told_code), true)
            ELSE own_name IS NOT NULL OR own_code IS NOT NULL
        END AS is_own
    FROM told_state)
SELECT * EXCLUDE (
        name_key, told_code, code_for_name, system_code, system_severity, system_code_name, named_code, named_severity, named_name,
        own_code, own_code_name, own_name, own_name_codes),
    CASE
        WHEN is_own THEN false
        WHEN said_system IS NOT NULL AND tag_kind IN ('text', 'digital') THEN said_system
        WHEN digital_set IS NOT NULL AND tag_kind = 'digital' THEN system_code IS NOT NULL OR named_code IS NOT NULL
        WHEN tag_kind IN ('text', 'digital') THEN coalesce(system_severity <> 'good', false) OR coalesce(named_severity <> 'good', false)
            OR coalesce(code_for_name < 0, false)
        ELSE coalesce(said_system, system_code IS NOT NULL) OR named_code IS NOT NULL
    END AS is_state,
    CASE
        WHEN is_own THEN coalesce(own_code, CASE WHEN len(own_name_codes) = 1 THEN own_name_codes[1] END)
        WHEN tag_kind IN ('text', 'digital') THEN coalesce(told_code, CASE WHEN is_state THEN coalesce(named_code, abs(code_for_name)) END)
        WHEN said_system IS NOT false THEN coalesce(told_code, named_code)
        -- a number cannot be a state of a set of its own
        ELSE coalesce(named_code, told_code)
    END AS state_code,
    CASE WHEN is_state THEN coalesce(system_code_name, named_name) END AS system_name,
    CASE WHEN is_own THEN coalesce(own_code_name, own_name) END AS own_state_name
FROM own_state;
