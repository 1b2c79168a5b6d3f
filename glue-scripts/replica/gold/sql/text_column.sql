-- One column, a row for each row of line and in its order, so that columns can be laid side by side.
-- Reads point and line; the column's `slot` is a variable; gives one_column(value, pct_good). At most one spell shows a value at a moment.

CREATE OR REPLACE TEMP TABLE one_column AS
WITH told AS (
    SELECT asset_no, cell, max(text) AS value, sum(covered)::BIGINT AS covered
    FROM point
    WHERE slot = getvariable('slot')
    GROUP BY asset_no, cell
)
SELECT value, coalesce(covered * 100::DOUBLE / getvariable('grid_ticks'), 0::DOUBLE) AS pct_good
FROM line
LEFT JOIN told USING (asset_no, cell)
ORDER BY n;
