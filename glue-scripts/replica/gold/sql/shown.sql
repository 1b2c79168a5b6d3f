-- What the columns `slots` show: for each a row for each row of line, in its order, so that columns can be laid
-- side by side. At most one spell shows a value at a moment. A mean weighs what is shown by time, good time only, as PI does; it is summed in
-- the order of time, or two builds would differ in the last digit, and no rounding takes it out of what is shown.
-- Reads point and line; gives the table shown of the slot and those that `figures` names of value, text, pct_good, mean, min, max and
-- count, in the order of slot and line.

CREATE OR REPLACE TEMP TABLE shown AS
WITH told AS (
    SELECT slot, n, max(value) AS value, max(text) AS text, sum(covered)::BIGINT AS covered,
        sum((number_from / 2 + number_until / 2) * covered ORDER BY ticks) AS area,
        min(least(number_from, number_until)) FILTER (covered > 0) AS low,
        max(greatest(number_from, number_until)) FILTER (covered > 0) AS high,
        count(*) FILTER (is_read AND covered > 0) AS readings
    FROM point
    JOIN line USING (asset_no, cell)
    GROUP BY slot, n
),
figured AS (
    SELECT slot, n, value, text, coalesce(covered * 100::DOUBLE / getvariable('grid_ticks'), 0::DOUBLE) AS pct_good,
        CASE WHEN covered > 0 THEN greatest(low, least(high, area / covered)) END AS mean,
        low AS "min", high AS "max", coalesce(readings, 0) AS "count"
    FROM (SELECT unnest(getvariable('slots'))::INTEGER AS slot)
    CROSS JOIN line
    LEFT JOIN told USING (slot, n)
)
SELECT slot, COLUMNS(getvariable('figures'))
FROM figured
ORDER BY slot, n;
