-- The instant of a text that names its offset from UTC; none without one.

CREATE OR REPLACE TEMP VIEW sheet_instant AS
SELECT *,
    CASE
        WHEN offset_text = 'Z' THEN wall
        WHEN offset_text <> '' THEN wall - to_minutes(
            (left(offset_text, 1) || '1')::INTEGER * (substr(offset_text, 2, 2)::INTEGER * 60
                + CASE WHEN length(offset_text) > 3 THEN right(offset_text, 2)::INTEGER ELSE 0 END))
    END AS earlier,
    earlier AS later
FROM sheet_wall;
