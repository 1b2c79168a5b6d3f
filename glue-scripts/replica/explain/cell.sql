-- What a cell of gold was made of. Reads suspect and the variables begin_ticks and end_ticks, in ticks since 1970; gives told, a row a
-- reading that the cell may be made of, in order.

CREATE OR REPLACE TEMP TABLE told AS
WITH placed AS (
    SELECT * REPLACE (is_good AND suspicion IS NULL AS is_good),
        CASE WHEN ticks <= getvariable('begin_ticks') THEN 'before' WHEN ticks < getvariable('end_ticks') THEN 'within' ELSE 'after' END AS place
    FROM suspect
)
SELECT * FROM placed
QUALIFY place = 'within'
    OR (place = 'before' AND ticks = max(ticks) OVER (PARTITION BY place))
    OR (place = 'after' AND ticks = min(ticks) OVER (PARTITION BY place))
ORDER BY ticks;
