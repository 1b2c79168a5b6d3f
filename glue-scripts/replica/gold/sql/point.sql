-- What each spell gives to the cells that it touches. `value` or `text` is what stands at the cell's first instant, null where the spell
-- begins later; `covered` are the ticks of the cell that the spell covers, and `number_from` and `number_until` what it shows at the first and the
-- last of them. At the instant at which a spell becomes stale it shows nothing any more: no value stands beside a share of nothing.
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
begun AS (SELECT *, cell * getvariable('grid_ticks') AS begin_ticks FROM touched),
piece AS (
    SELECT *, greatest(ticks, begin_ticks) AS from_ticks, least(ends_ticks, begin_ticks + getvariable('grid_ticks')) AS until_ticks
    FROM begun
)
SELECT asset_no, slot, cell, ticks,
    CASE WHEN begin_ticks >= ticks THEN spell_at(begin_ticks, ticks, number, next_ticks, next_number, is_drawn) END AS value,
    CASE WHEN begin_ticks >= ticks THEN text END AS text,
    greatest(0, until_ticks - from_ticks) AS covered,
    spell_at(from_ticks, ticks, number, next_ticks, next_number, is_drawn) AS number_from,
    spell_at(until_ticks, ticks, number, next_ticks, next_number, is_drawn) AS number_until,
    ticks >= begin_ticks AS is_read
FROM piece;
