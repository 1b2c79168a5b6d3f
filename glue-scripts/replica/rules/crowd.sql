-- The groups at one place of crowded moments: a repeat where the group that stands has all that it says. :place is from 2.

CREATE OR REPLACE TEMP TABLE judged_group AS
SELECT tag_id, event_ticks, crowded.place, crowded.says,
    CASE WHEN is_standing THEN 'standing' WHEN list_has_all(stood.says, crowded.says) THEN 'repeat' ELSE 'new' END AS fate
FROM crowded JOIN stood USING (tag_id, event_ticks)
WHERE crowded.place = getvariable('place');

INSERT INTO crowd_fate SELECT tag_id, event_ticks, place, fate FROM judged_group;

CREATE OR REPLACE TEMP TABLE stood AS
SELECT * FROM stood ANTI JOIN (FROM judged_group WHERE fate <> 'repeat') USING (tag_id, event_ticks)
UNION ALL
SELECT tag_id, event_ticks, place, says FROM judged_group WHERE fate <> 'repeat';
