-- Which of its two hours a wall time is, where the order of a file proves it. The rows of an asset that have one time only must run one way,
-- up or down, and do so with the others between them; then the one place where the wall clock falls back within the hour that comes twice
-- is the change itself. No fall or two of them prove nothing. Reads sheet_instant; gives sheet_ordered(arrival, line, proven_ticks).

CREATE OR REPLACE TEMP VIEW sheet_sure AS
SELECT arrival, line, name_key(asset) AS asset_key, witness,
    ticks_of(earlier) + fraction_ticks AS earlier_ticks,
    ticks_of(later) + fraction_ticks AS later_ticks,
    ticks_of(wall) + fraction_ticks AS wall_ticks,
    coalesce(earlier_ticks <> later_ticks, false) AS is_twice,
    CASE WHEN NOT is_twice THEN coalesce(earlier_ticks, later_ticks) END AS sure_ticks
FROM sheet_instant
WHERE earlier IS NOT NULL OR later IS NOT NULL;

CREATE OR REPLACE TEMP TABLE sheet_ordered AS
WITH asset_in_doubt AS MATERIALIZED (
    SELECT DISTINCT arrival, asset_key FROM sheet_sure WHERE is_twice AND witness IS NULL),
row_in_doubt AS MATERIALIZED (
    SELECT * FROM sheet_sure SEMI JOIN asset_in_doubt USING (arrival, asset_key)),
directed AS (
    SELECT *, CASE WHEN arg_min(sure_ticks, line) OVER whole > arg_max(sure_ticks, line) OVER whole THEN -line ELSE line END AS place
    FROM row_in_doubt
    WINDOW whole AS (PARTITION BY arrival, asset_key)),
run_of_twice AS (
    SELECT *,
        count(sure_ticks) OVER (PARTITION BY arrival, asset_key ORDER BY place) AS run,
        is_twice AND coalesce(lag(is_twice) OVER in_order AND wall_ticks < lag(wall_ticks) OVER in_order, false) AS is_fall
    FROM directed
    WINDOW in_order AS (PARTITION BY arrival, asset_key ORDER BY place)),
meant AS (
    SELECT *, CASE
        WHEN NOT is_twice THEN sure_ticks
        WHEN sum(is_fall::INTEGER) OVER (PARTITION BY arrival, asset_key, run) <> 1 THEN NULL
        WHEN sum(is_fall::INTEGER) OVER (PARTITION BY arrival, asset_key, run ORDER BY place) = 0 THEN earlier_ticks
        ELSE later_ticks END AS meant_ticks
    FROM run_of_twice),
checked AS (
    SELECT *, coalesce(meant_ticks >= max(meant_ticks) OVER (
            PARTITION BY arrival, asset_key ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true)
        AND coalesce(floor_div(witness, 10000000) = floor_div(meant_ticks, 10000000), true) AS fits
    FROM meant),
proven AS (
    SELECT *, bool_and(fits) OVER whole AND min(sure_ticks) OVER whole < max(sure_ticks) OVER whole AS is_ordered
    FROM checked
    WINDOW whole AS (PARTITION BY arrival, asset_key))
SELECT arrival, line, meant_ticks AS proven_ticks
FROM proven
WHERE is_twice AND is_ordered AND meant_ticks IS NOT NULL;
