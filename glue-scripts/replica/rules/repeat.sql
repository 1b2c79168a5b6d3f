-- Which groups repeat the one that stood before them. A group is kept or dropped whole: a part of it would be a report that nobody
-- made. Reads report; gives the table fate, with standing, new or repeat for each of its rows, for moments whose groups have one cell
-- each; the others are in the table crowded, for fate of one place after the other (crowd.sql). A group takes over where it says something
-- that the one before it does not. Reads span and restating(site, view_no) too.

CREATE OR REPLACE TEMP TABLE sized AS
SELECT *, count(*) OVER moment > max(place) OVER moment AS is_crowded
FROM report WHERE copy = 1
WINDOW moment AS (PARTITION BY view_no, tag_id, event_ticks);

-- Reports next to each other that say the same are one: silver's row where it has one, else the first.
CREATE OR REPLACE TEMP TABLE fate AS
SELECT * EXCLUDE (is_crowded, is_said_again), true AS takes_over,
    CASE
        WHEN is_standing THEN 'standing'
        WHEN is_said_again THEN 'repeat'
        -- found late: only silver's row can say the same behind it, for what came in would be said again
        WHEN said = lead(said) OVER beside THEN 'repeat'
        ELSE 'new'
    END AS fate
FROM (
    SELECT *, NOT is_standing AND coalesce(said = lag(said) OVER in_order, false) AS is_said_again
    FROM sized WHERE NOT is_crowded
    WINDOW in_order AS (PARTITION BY view_no, tag_id, event_ticks ORDER BY place))
WINDOW beside AS (PARTITION BY view_no, tag_id, event_ticks, is_said_again ORDER BY place);

-- `says` are in the order in which the object says them; `tells_all` where it deletes what it does not say of the moment: what
-- silver has of a view that restates does.
CREATE OR REPLACE TEMP TABLE crowded AS
SELECT view_no, tag_id, event_ticks, place, bool_or(is_standing) AS is_standing, list(said ORDER BY first_row) AS says,
    list(said) FILTER (is_standing) AS stand, CASE WHEN bool_and(is_in_silver) THEN bool_or(does_restate) ELSE bool_or(has_span) END AS tells_all
FROM (
    SELECT sized.view_no, tag_id, event_ticks, place, said, bool_or(is_standing) AS is_standing, min(source_row) AS first_row,
        bool_and(sized.arrival IS NULL) AS is_in_silver, bool_or(telling.arrival IS NOT NULL) AS has_span,
        bool_or(restating.view_no IS NOT NULL AND sequence_of(source_object::VARCHAR) IS NULL) AS does_restate
    FROM sized
    LEFT JOIN (SELECT DISTINCT arrival FROM span) AS telling USING (arrival)
    LEFT JOIN restating ON restating.view_no = sized.view_no AND restating.site = split_part(tag_id::VARCHAR, ':', 1)
    WHERE is_crowded GROUP BY ALL)
GROUP BY ALL;

-- The group that stands at each crowded moment, as places are gone through.
CREATE OR REPLACE TEMP TABLE crowd_fate AS
SELECT view_no, tag_id, event_ticks, place, CASE WHEN is_standing THEN 'standing' ELSE 'new' END AS fate, true AS takes_over
FROM crowded WHERE place = 1;
CREATE OR REPLACE TEMP TABLE stood AS
SELECT view_no, tag_id, event_ticks, place, says, fate FROM crowded JOIN crowd_fate USING (view_no, tag_id, event_ticks, place);
