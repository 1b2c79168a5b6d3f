-- The instants that a wall time may be: by the offset of a day earlier and by that of a day later. A clock change lies between the
-- two whatever its size, so two different ones are an hour that comes twice, and none is an hour that never was.

CREATE OR REPLACE TEMP VIEW sheet_guess AS
SELECT *,
    wall - (timezone(sheet_zone(), timezone('UTC', wall - INTERVAL 1 DAY)) - (wall - INTERVAL 1 DAY)) AS before_change,
    wall - (timezone(sheet_zone(), timezone('UTC', wall + INTERVAL 1 DAY)) - (wall + INTERVAL 1 DAY)) AS after_change
FROM sheet_wall;

CREATE OR REPLACE TEMP VIEW sheet_instant AS
SELECT * EXCLUDE (before_change, after_change),
    CASE WHEN timezone(sheet_zone(), timezone('UTC', before_change)) = wall THEN before_change END AS earlier,
    CASE WHEN timezone(sheet_zone(), timezone('UTC', after_change)) = wall THEN after_change END AS later
FROM sheet_guess;
