-- What each spell gives to the cells that it touches. `value` or `text` is what stands at the cell's first instant, null where the spell
-- begins later; `covered` are the ticks of the cell that the spell covers. At the instant at which a spell
-- becomes stale it shows nothing any more: no value stands beside a share of nothing.
-- Reads spell; the window's `first_cell` and `end_cell` are variables; gives point, a row a spell and cell.

CREATE OR REPLACE TEMP VIEW point AS
WITH touched AS (
    SELECT *, unnest(range(
        greatest(getvariable('first_cell'), cell_of(ticks)),
        least(getvariable('end_cell'),
            1 + cell_of(coalesce(least(next_ticks, ticks + stale_ticks), ticks + stale_ticks) - 1))
    )) AS cell
    FROM spell
),
begun AS (SELECT *, cell * getvariable('grid_ticks') AS begin_ticks FROM touched)
SELECT asset_no, slot, cell,
    CASE WHEN begin_ticks = ticks THEN number
        WHEN begin_ticks > ticks AND is_drawn
            THEN number + (next_number - number) * ((begin_ticks - ticks) / (next_ticks - ticks))
        WHEN begin_ticks > ticks THEN number END AS value,
    CASE WHEN begin_ticks >= ticks THEN text END AS text,
    greatest(0, least(ends_ticks, begin_ticks + getvariable('grid_ticks')) - greatest(ticks, begin_ticks)) AS covered
FROM begun;
