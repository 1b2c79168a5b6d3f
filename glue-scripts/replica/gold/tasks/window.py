"""A window: one UTC month of some assets, from silver's files to one file of gold. It is a task of its own, JSON in and out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from replica.engine.connect import has_rows, identifier
from replica.engine.limits import Limits
from replica.gold.dataset import BOUNDS, gold_table
from replica.gold.fetch import fetched
from replica.gold.figure import figures_of
from replica.gold.month import TICKS_PER_S, months_between
from replica.gold.run import event_table
from replica.gold.silences import make_feed_end
from replica.gold.steps import Steps, connect_gold, run_step, set_variables
from replica.store.places import objects_at
from replica.tables.data_file import DataFile, write_file

ROW_GROUP = 100_000
_ROW_GROUP_CELLS = 5_000_000
_CHUNK_COLUMNS = 200
_CHUNK_CELLS = 20_000_000
_CHUNK_READINGS = 5_000_000


@dataclass(frozen=True)
class Window:
    """Readings from `begin_ticks` to before `end_ticks` can tell something of the cells that begin in `month`.

    `files` are those of silver that may hold them, `columns` are (name, type in the contract's words), in the order of slots,
    each with its share and its `statistics` beside it. `plan` and `alive` name the plan's objects in gold; the view
    may be silent for `silent_ticks`, always where that is 0.
    """

    dataset: str
    site: str
    feeder: str
    view: str
    grid_s: int
    month: str
    first_asset: str
    last_asset: str
    begin_ticks: int
    end_ticks: int
    files: list[str]
    columns: list[list[str]]
    statistics: list[str]
    plan: str
    alive: str
    silent_ticks: int
    silver: str
    gold: str
    run_id: str

    def to_task(self) -> dict[str, Any]:
        """As a carrier takes it."""
        return {"work": f"{__name__}:build_window", "window": asdict(self)}


def build_window(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Build a Window: its file, null where it has no row, and the CPU seconds of its steps."""
    window, steps = Window(**task["window"]), Steps()
    names = [f"{event_table(window.silver).folder}/{path}" for path in window.files]
    with (
        fetched(window.gold, [window.plan, window.alive], limits.scratch) as (plan, alive),
        fetched(window.silver, names, limits.scratch) as files,
        connect_gold(limits) as con,
    ):
        with steps.timed("plan window"):
            rows = _lay_out(con, window, plan, alive, files)
        file = _build(con, window, rows, limits.scratch, steps) if rows else None
    return {"month": window.month, "file": file.to_json() if file else None, "steps": steps.cpu_s}


def row_group(columns: int, statistics: Sequence[str]) -> int:
    """Rows a row group: its cells are bounded, since a writer holds all of them."""
    return max(2_048, min(ROW_GROUP, _ROW_GROUP_CELLS // _weight(max(1, columns), statistics)))


def nothing_of(kind: str) -> str:
    """The value of a cell without a reading, in SQL."""
    return "NULL::VARCHAR" if kind == "string" else "NULL::DOUBLE"


def _weight(columns: int, statistics: Sequence[str]) -> int:
    """What these columns take of memory, as so many that have only their share beside them."""
    return columns * (2 + len(statistics)) // 2


def _lay_out(con: duckdb.DuckDBPyConnection, window: Window, plan: str, alive: str, files: list[str]) -> int:
    """Make slot, line, head and feed_end; the rows of line."""
    con.execute("CREATE TEMP TABLE plan AS FROM read_parquet($1, hive_partitioning = false)", [plan])
    set_variables(
        con, site=window.site, feeder=window.feeder, view=window.view, grid_ticks=window.grid_s * TICKS_PER_S, month=window.month,
        files=files,
        months=months_between(window.begin_ticks, window.end_ticks), begin_ticks=window.begin_ticks,
        end_ticks=window.end_ticks, first_asset=window.first_asset, last_asset=window.last_asset, silent_ticks=window.silent_ticks,
    )  # fmt: skip
    run_step(con, "window_slot")
    run_step(con, "grid")
    if window.silent_ticks:
        make_feed_end(con, alive)
    con.execute("SET VARIABLE first_cell = cell_from(month_begin(getvariable('month')))")
    con.execute("SET VARIABLE end_cell = cell_from(month_end(getvariable('month')))")
    con.execute("SET VARIABLE first_tag = (SELECT min(tag_id) FROM slot)")
    con.execute("SET VARIABLE last_tag = (SELECT max(tag_id) FROM slot)")
    return _count(con, "SELECT count(*) FROM line")


def _build(con: duckdb.DuckDBPyConnection, window: Window, rows: int, scratch: Path, steps: Steps) -> DataFile | None:
    chunks = list(_chunks(con, rows, window.statistics))
    beside = ["head"]
    for chunk in chunks:
        _show(con, window, chunk, steps)
        columns = [_column(window, slot) for slot in chunk]
        if len(chunks) > 1:
            with steps.timed("write chunks"):
                columns = [
                    _put_by(
                        con, columns, scratch / f"chunk-{chunk[0]}.parquet", row_group(len(chunk), window.statistics)
                    )
                ]
        beside += columns
    selected = _selected(window, {slot for chunk in chunks for slot in chunk})
    query = f"SELECT {', '.join(selected)} FROM {' POSITIONAL JOIN '.join(beside)}"
    with steps.timed("write"):
        return write_file(
            con, query, objects_at(window.gold), gold_table(window.gold, window.dataset).folder, scratch,
            run_id=window.run_id, partition={"month": window.month}, bounds=BOUNDS,
            row_group=row_group(len(window.columns), window.statistics),
        )  # fmt: skip


def _chunks(con: duckdb.DuckDBPyConnection, rows: int, statistics: Sequence[str]) -> Iterator[list[int]]:
    """Columns that have readings, as many at a time as memory holds."""
    told = con.execute(
        """SELECT slot, coalesce(sum(readings) FILTER (month = getvariable('month')), 0)::BIGINT FROM plan JOIN asset_of USING (asset)
           WHERE list_contains(getvariable('months'), month) GROUP BY slot ORDER BY slot"""
    ).fetchall()
    chunk: list[int] = []
    taken = 0
    for slot, readings in told:
        is_full = (
            len(chunk) == _CHUNK_COLUMNS
            or _weight(len(chunk) + 1, statistics) * rows > _CHUNK_CELLS
            or taken + readings > _CHUNK_READINGS
        )
        if chunk and is_full:
            yield chunk
            chunk, taken = [], 0
        chunk.append(slot)
        taken += readings
    if chunk:
        yield chunk


def _show(con: duckdb.DuckDBPyConnection, window: Window, chunk: list[int], steps: Steps) -> None:
    """Make shown of these columns."""
    set_variables(con, slots=chunk, figures=["value", "text", "pct_good", *window.statistics])
    with steps.timed("read"):
        run_step(con, "silver")
        run_step(con, "reading")
        run_step(con, "standing")
        if _is_judged(con):
            run_step(con, "suspect")
            run_step(con, "distrust")
        if window.silent_ticks:
            run_step(con, "silence")
    with steps.timed("spells"):
        run_step(con, "spell")
        con.execute("DROP TABLE reading")
    with steps.timed("columns"):
        run_step(con, "point")
        run_step(con, "shown")
        con.execute("DROP TABLE spell")


def _is_judged(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether a tag of the window is judged by its own readings."""
    return has_rows(con, "slot WHERE rate_limit IS NOT NULL OR flat_ticks IS NOT NULL")


def _column(window: Window, slot: int) -> str:
    """One column of shown and what stands beside it, as a table to be laid beside others."""
    _, kind = window.columns[slot]
    value = "text" if kind == "string" else "value"
    figures = [f'"{each.name}" AS {each.name}_{slot}' for each in figures_of(kind, window.statistics)]
    return f"(SELECT {', '.join([f'{value} AS value_{slot}', *figures])} FROM shown WHERE slot = {slot})"


def _put_by(con: duckdb.DuckDBPyConnection, columns: list[str], file: Path, rows: int) -> str:
    """Lay the columns at hand by in a file of their own, to have memory for the next."""
    beside = " POSITIONAL JOIN ".join(columns)
    con.execute(f"COPY (FROM {beside}) TO '{file}' (FORMAT parquet, COMPRESSION lz4, ROW_GROUP_SIZE {rows})")
    return f"read_parquet('{file}', hive_partitioning = false)"


def _selected(window: Window, shown: set[int]) -> Iterator[str]:
    yield from ("asset", "time")
    for slot, (name, kind) in enumerate(window.columns):
        yield f"{f'value_{slot}' if slot in shown else nothing_of(kind)} AS {identifier(name)}"
        for each in figures_of(kind, window.statistics):
            yield f"{f'{each.name}_{slot}' if slot in shown else each.nothing} AS {identifier(f'{name}{each.suffix}')}"


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return 0 if row is None else int(row[0])
