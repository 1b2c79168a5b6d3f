-- The digital state that a program printed as an object: `{'Name': 'I/O Timeout', 'Value': 246, 'IsSystem': True}` of Python, the same as
-- JSON, escaped once more, or inside another object. Macros over a cell's text; null where it says no such thing.

-- Without the quotes, or the marks before quotes, that a program put around an object when it wrote it into a text.
CREATE OR REPLACE TEMP MACRO unwrapped(text) AS CASE
    WHEN regexp_matches(text, '(?s)^"\s*\{.*\}\s*"$') AND json_valid(text) THEN json_extract_string(text, '$')
    WHEN regexp_matches(text, '^\{\s*\\["'']') THEN replace(replace(text, '\"', '"'), '\''', '''')
    WHEN regexp_matches(text, '^\{\s*""\w') THEN replace(text, '""', '"')
    ELSE text END;

-- What stands behind a key of letters alone, as it is written. The last of several: an object inside another has the state.
CREATE OR REPLACE TEMP MACRO printed_member(object, key) AS list_last(regexp_extract_all(
    object, '(?i)["'']' || key || '["'']\s*:\s*("(?:[^"\\]|\\.)*"|''(?:[^''\\]|\\.)*''|[\w.-]+)', 1));

-- A quoted text of Python or JSON as what it says: Python's own escapes are spelt as JSON's.
CREATE OR REPLACE TEMP MACRO unquoted(quoted) AS CASE
    WHEN left(quoted, 1) = '"' THEN json_extract_string(regexp_replace(replace(quoted, '\''', ''''), '\\x(\w\w)', '\\u00\1', 'g'), '$')
    WHEN left(quoted, 1) = '''' THEN json_extract_string(
        '"' || regexp_replace(replace(replace(replace(
            quoted[2:-2], '\''', ''''), '\"', '"'), '"', '\"'), '\\x(\w\w)', '\\u00\1', 'g') || '"', '$')
    ELSE quoted END;

CREATE OR REPLACE TEMP MACRO printed_state(text) AS CASE WHEN regexp_matches(text, '^"?\s*\{') THEN {
    name: nullif(TRY(unquoted(printed_member(unwrapped(text), 'Name'))), ''),
    code: TRY_CAST(regexp_extract(TRY(unquoted(printed_member(unwrapped(text), 'Value'))), '^(-?\d+)(?:\.0*)?$', 1) AS INTEGER),
    is_system: TRY_CAST(TRY(unquoted(printed_member(unwrapped(text), 'IsSystem'))) AS BOOLEAN)} END;
