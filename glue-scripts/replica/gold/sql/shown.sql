-- What the columns `slots` show: for each a row for each row of line, in its order, so that columns can be laid
-- side by side. At most one spell shows a value at a moment.
-- Reads point and line; gives the table shown(slot, value, text, pct_good), in the order of slot and line.

CREATE OR REPLACE TEMP TABLE shown AS
WITH told AS (
    SELECT slot, n, max(value) AS value, max(text) AS text, sum(covered)::BIGINT AS covered
    FROM point
    JOIN line USING (asset_no, cell)
    GROUP BY slot, n
)
SELECT slot, value, text, coalesce(covered * 100::DOUBLE / getvariable('grid_ticks'), 0::DOUBLE) AS pct_good
FROM (SELECT unnest(getvariable('slots'))::INTEGER AS slot)
CROSS JOIN line
LEFT JOIN told USING (slot, n)
ORDER BY slot, n;
