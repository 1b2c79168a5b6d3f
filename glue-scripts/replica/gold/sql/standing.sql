-- The reading that stands at each moment of a tag: of several the one of the highest `seq`, good or bad.
-- Reads reading; gives standing.

CREATE OR REPLACE TEMP VIEW standing AS
WITH top AS (
    SELECT tag_no, ticks, max(seq) AS seq FROM reading WHERE seq > 0 GROUP BY tag_no, ticks
),
outdone AS (
    SELECT reading.tag_no, reading.ticks, reading.seq
    FROM reading
    JOIN top ON top.tag_no = reading.tag_no AND top.ticks = reading.ticks AND reading.seq < top.seq
)
SELECT *
FROM reading
ANTI JOIN outdone USING (tag_no, ticks, seq);
