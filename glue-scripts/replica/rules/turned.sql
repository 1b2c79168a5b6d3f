-- What became of the cells that are judged again and do not say what they said, and of rows that are told no more: from what to what, and
-- how many. What is as good or bad as before, and for the same reason, has another value, unit or quality.
-- Reads settled, judged_otherwise (rejudge.sql), withdrawn, object and lost_before(arrival, source_row, reason), whose row is null of a whole
-- object; gives turned.

CREATE OR REPLACE TEMP VIEW turned AS
SELECT object.site, object.feeder, object.view,
    coalesce(otherwise.was, lost.reason, unread.reason, 'repeat') AS was,
    CASE
        WHEN fate = 'repeat' THEN 'repeat'
        WHEN otherwise.was = coalesce(settled.reason::VARCHAR, 'good') THEN 'another value'
        ELSE coalesce(settled.reason::VARCHAR, 'good')
    END AS became,
    count(*) AS cells
FROM settled
JOIN object USING (arrival)
LEFT JOIN judged_otherwise AS otherwise
    ON otherwise.arrival = settled.arrival AND otherwise.source_row = settled.source_row AND otherwise.tag_id = settled.tag_id
LEFT JOIN (SELECT arrival, source_row, min(reason) AS reason FROM lost_before GROUP BY ALL) AS lost
    ON lost.arrival = settled.arrival AND lost.source_row = settled.source_row
LEFT JOIN (SELECT arrival, min(reason) AS reason FROM lost_before WHERE source_row IS NULL GROUP BY ALL) AS unread
    ON unread.arrival = settled.arrival
WHERE object.replay IS NOT NULL
GROUP BY ALL
HAVING was <> became
UNION ALL
SELECT object.site, object.feeder, object.view, coalesce(reason, 'good'), 'restated', count(*)
FROM withdrawn JOIN (SELECT DISTINCT view_no, site, feeder, view FROM object) AS object
    ON object.view_no = withdrawn.view_no AND starts_with(withdrawn.tag_id::VARCHAR, object.site::VARCHAR || ':')
WHERE is_new AND why = 'restated'
GROUP BY ALL;
