-- The groups at one place of crowded moments: a repeat where the group that stands has all that it says. What silver has stays there, yet
-- a part of what stands takes nothing away, whichever of the two was found first, unless its object tells all. :place is from 2.

CREATE OR REPLACE TEMP TABLE judged_group AS
SELECT view_no, tag_id, event_ticks, place, says,
    CASE WHEN is_standing THEN 'standing' WHEN is_part THEN 'repeat' ELSE 'new' END AS fate,
    outdoes_late,
    outdoes_late OR NOT is_part AS takes_over
FROM (
    SELECT view_no, tag_id, event_ticks, crowded.place, crowded.says, is_standing,
        list_has_all(stood.says, crowded.says) AND (NOT tells_all OR list_has_all(crowded.says, stood.says)) AS is_part,
        -- found late, and what silver has of a later object says all of it: no less, and in no other order
        is_standing AND stood.fate = 'new' AND list_has_all(crowded.says, stood.says)
            AND (crowded.says = stood.says OR NOT list_has_all(stood.says, crowded.says)) AS outdoes_late
    FROM crowded JOIN stood USING (view_no, tag_id, event_ticks)
    WHERE crowded.place = getvariable('place'));

INSERT INTO crowd_fate SELECT view_no, tag_id, event_ticks, place, fate, takes_over FROM judged_group;

UPDATE crowd_fate SET fate = 'repeat'
FROM judged_group AS later JOIN stood USING (view_no, tag_id, event_ticks)
WHERE crowd_fate.view_no = stood.view_no AND crowd_fate.tag_id = stood.tag_id AND crowd_fate.event_ticks = stood.event_ticks AND crowd_fate.place = stood.place
    AND outdoes_late;

CREATE OR REPLACE TEMP TABLE stood AS
SELECT * FROM stood ANTI JOIN (FROM judged_group WHERE takes_over) USING (view_no, tag_id, event_ticks)
UNION ALL
SELECT view_no, tag_id, event_ticks, place, says, fate FROM judged_group WHERE takes_over;
