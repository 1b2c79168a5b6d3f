-- What a cell shows: a number, a printed state object, or a text. Reads placed and point_type(name, type, kind, low, high), gives shown;
-- `tag_kind` is number, digital, text, flag, time or blob.

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

CREATE OR REPLACE TEMP VIEW shown AS
WITH read_text AS (
    -- nearly every cell is a number without padding
    SELECT placed.*,
        CASE WHEN thousands_mark IS NOT NULL THEN ungrouped(padless(value_raw), thousands_mark, decimal_mark)
            WHEN is_number(value_raw) THEN value_raw
            ELSE padless(value_raw) END AS text,
        coalesce(kind, 'number') AS tag_kind, low AS type_low, high AS type_high
    FROM placed
    LEFT JOIN (SELECT DISTINCT type, kind, low, high FROM point_type) AS point_type ON point_type.type = tag_type),
read_number AS (
    SELECT *, number_in(text, decimal_mark) AS parsed, CASE WHEN parsed IS NULL THEN printed_state(text) END AS printed FROM read_text)
-- A text tag may hold an object of its own that has a name.
SELECT * EXCLUDE (printed),
    CASE WHEN tag_kind <> 'text' OR printed.code IS NOT NULL THEN printed.name END AS printed_name,
    CASE WHEN printed.name IS NOT NULL OR tag_kind <> 'text' THEN printed.code END AS printed_code,
    CASE WHEN printed.code IS NOT NULL OR tag_kind <> 'text' THEN printed.is_system END AS printed_system
FROM read_number;
