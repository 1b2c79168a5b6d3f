-- The rows of the month `month`: the cells that begin in it, for each asset that was read in it. They run to the month's border where the
-- asset was read in the month beside it too, else from its first or to its last reading. So a stray reading far from all others gives
-- one row at most, and fills no time between.
-- Reads plan and asset_of; gives line(n, asset_no, cell), in the order of asset and time, and head(asset, time) likewise.

CREATE OR REPLACE TEMP TABLE line AS
WITH span AS (
    SELECT asset_no, month, min(first_ticks) AS first_ticks, max(last_ticks) AS last_ticks
    FROM plan
    JOIN asset_of USING (asset)
    GROUP BY asset_no, month
),
cell AS (
    SELECT here.asset_no, unnest(range(
        CASE WHEN before.month IS NULL THEN cell_from(here.first_ticks) ELSE cell_from(month_begin(here.month)) END,
        CASE WHEN after.month IS NULL THEN least(cell_of(here.last_ticks) + 1, cell_from(month_end(here.month)))
            ELSE cell_from(month_end(here.month)) END
    )) AS cell
    FROM span AS here
    LEFT JOIN span AS before ON before.asset_no = here.asset_no AND before.month = month_after(here.month, -1)
    LEFT JOIN span AS after ON after.asset_no = here.asset_no AND after.month = month_after(here.month, 1)
    WHERE here.month = getvariable('month')
)
SELECT row_number() OVER (ORDER BY asset_no, cell) - 1 AS n, asset_no, cell
FROM cell
ORDER BY n;

CREATE OR REPLACE TEMP TABLE head AS
SELECT asset, make_timestamptz(cell * (getvariable('grid_ticks') // 10)) AS time
FROM line
JOIN asset_of USING (asset_no)
ORDER BY n;
