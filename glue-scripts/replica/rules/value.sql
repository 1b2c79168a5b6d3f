-- What a cell shows: a number, a printed state object, or a text. Reads placed, gives shown.

CREATE OR REPLACE TEMP MACRO is_number(text) AS regexp_full_match(text, '[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?');
CREATE OR REPLACE TEMP MACRO is_comma_number(text) AS regexp_full_match(text, '[+-]?(\d+(,\d*)?|,\d+)([eE][+-]?\d+)?');
CREATE OR REPLACE TEMP MACRO number_in(text, decimal_mark) AS CASE
    WHEN decimal_mark = ',' THEN CASE WHEN is_comma_number(text) THEN TRY_CAST(replace(text, ',', '.') AS DOUBLE) END
    WHEN is_number(text) THEN TRY_CAST(text AS DOUBLE)
    END;

-- Groups of three behind the first; the view says which sign is between them, and a blank stands for any kind of blank.
CREATE OR REPLACE TEMP MACRO group_sign(thousands_mark) AS CASE thousands_mark
    WHEN ' ' THEN '\p{Zs}' WHEN '''' THEN '[''’]' ELSE '[' || thousands_mark || ']' END;
CREATE OR REPLACE TEMP MACRO ungrouped(text, thousands_mark, decimal_mark) AS CASE
    WHEN regexp_full_match(text, '[+-]?[1-9]\d{0,2}(' || group_sign(thousands_mark) || '\d{3})+([' || decimal_mark || ']\d*)?')
    THEN regexp_replace(text, group_sign(thousands_mark), '', 'g') ELSE text END;

CREATE OR REPLACE TEMP VIEW read_text AS
-- nearly every cell is a number without padding
SELECT *,
    CASE WHEN thousands_mark IS NOT NULL THEN ungrouped(padless(value_raw), thousands_mark, decimal_mark)
        WHEN is_number(value_raw) THEN value_raw
        ELSE padless(value_raw) END AS text,
    coalesce(tag_type IN ('String', 'Digital', 'Timestamp'), false) AS is_text_tag FROM placed;

CREATE OR REPLACE TEMP VIEW read_number AS
SELECT *, number_in(text, decimal_mark) AS parsed FROM read_text;

-- An exporter leaves `{'Name': 'I/O Timeout', 'Value': 246, 'IsSystem': True}` behind, or the same as JSON.
CREATE OR REPLACE TEMP VIEW shown AS
SELECT *,
    CASE WHEN is_object THEN nullif(regexp_extract(text, '["'']Name["'']\s*:\s*(?:''([^'']*)''|"([^"]*)")', 1)
        || regexp_extract(text, '["'']Name["'']\s*:\s*(?:''([^'']*)''|"([^"]*)")', 2), '') END AS printed_name,
    CASE WHEN is_object THEN TRY_CAST(nullif(regexp_extract(text, '["'']Value["'']\s*:\s*(\d+)', 1), '') AS INTEGER) END AS printed_code,
    CASE WHEN is_object THEN TRY_CAST(nullif(regexp_extract(text, '(?i)["'']IsSystem["'']\s*:\s*(true|false)', 1), '') AS BOOLEAN) END
        AS printed_system
FROM (SELECT *, parsed IS NULL AND coalesce(regexp_matches(text, '(?s)^\{.*["'']Name["'']\s*:.*\}$'), false) AS is_object FROM read_number);
