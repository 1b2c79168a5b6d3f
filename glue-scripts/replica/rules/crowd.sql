-- The groups at one place of crowded moments: a repeat where the group that stands has all that it says. :place is from 2.

CREATE OR REPLACE TEMP TABLE judged_group AS
SELECT view_no, tag_id, event_ticks, crowded.place, crowded.says,
    CASE WHEN is_standing THEN 'standing' WHEN list_has_all(stood.says, crowded.says) THEN 'repeat' ELSE 'new' END AS fate
FROM crowded JOIN stood USING (view_no, tag_id, event_ticks)
WHERE crowded.place = getvariable('place');

INSERT INTO crowd_fate SELECT view_no, tag_id, event_ticks, place, fate FROM judged_group;

-- found late, and what silver has of a later object says all of it
UPDATE crowd_fate SET fate = 'repeat'
FROM judged_group AS later JOIN stood USING (view_no, tag_id, event_ticks)
WHERE crowd_fate.view_no = stood.view_no AND crowd_fate.tag_id = stood.tag_id AND crowd_fate.event_ticks = stood.event_ticks AND crowd_fate.place = stood.place
    AND crowd_fate.fate = 'new' AND later.fate = 'standing' AND list_has_all(later.says, stood.says);

CREATE OR REPLACE TEMP TABLE stood AS
SELECT * FROM stood ANTI JOIN (FROM judged_group WHERE fate <> 'repeat') USING (view_no, tag_id, event_ticks)
UNION ALL
SELECT view_no, tag_id, event_ticks, place, says FROM judged_group WHERE fate <> 'repeat';
