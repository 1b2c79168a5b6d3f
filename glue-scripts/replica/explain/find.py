"""The cell, its column, and the rows of silver that it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

import duckdb

from contract import SHARE, STATISTICS
from replica.engine.connect import identifier, listed
from replica.explain.question import Question, QuestionError
from replica.gold.dataset import Column, Dataset, gold_table
from replica.gold.fetch import fetched
from replica.gold.figure import Figure
from replica.gold.last_build import marks_of, plan_object
from replica.gold.month import TICKS_PER_S, day_of, month_of
from replica.gold.planning.columns import given_columns
from replica.gold.run import event_table
from replica.gold.steps import run_step
from replica.tables.schema import duckdb_columns
from replica.tables.silver import QUARANTINE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SILVER = """tag_id, feeder, view, event_ticks, seq, value, value_string, quality, reason, state_name, unit, value_raw, unit_raw,
    source_object, source_version, source_row, revision, is_current, withdrawn, rule_version"""

Row = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """A cell of gold and what lies behind it. `begin_ticks` and `end_ticks` count from 1970; `value` and `share` are what gold shows,
    and `statistic` what it shows of `figure`, where that is asked for."""

    dataset: Dataset
    column: Column
    asset: str
    begin_ticks: int
    end_ticks: int
    value: float | str | None
    share: float
    figure: Figure | None
    statistic: float | int | None
    tags: list[Row]
    readings: list[Row]
    others: list[Row]
    lost: list[Row]


def find(con: duckdb.DuckDBPyConnection, asked: Question) -> Cell:
    """Raises QuestionError where gold has no such cell."""
    dataset = next((each for each in asked.settings.datasets if each.name == asked.dataset), None)
    if dataset is None:
        known = ", ".join(each.name for each in asked.settings.datasets)
        raise QuestionError(f"dataset: got {asked.dataset}, wanted one of {known}")
    column, figure = _column(con, asked)
    grid = dataset.grid_s * TICKS_PER_S
    begin = (asked.time - _EPOCH) // timedelta(microseconds=1) * 10 // grid * grid
    asset, value, share, statistic = _shown(con, asked, column, figure, begin)
    tags = _tags(con, asked, column, asset)
    reach = max((row["reach_ticks"] for row in tags), default=0)
    _load_silver(con, asked, dataset, tags, begin - reach, begin + grid + reach)
    return Cell(
        dataset, column, asset, begin, begin + grid, value, share, figure, statistic, tags,
        *_readings(con, tags, begin, begin + grid), _lost(con, asked, dataset, column, asset),
    )  # fmt: skip


def _column(con: duckdb.DuckDBPyConnection, asked: Question) -> tuple[Column, Figure | None]:
    """The attribute's column, and which of its statistics is asked for, if one is."""
    columns = {each.name: each for each in given_columns(con, asked.gold, asked.dataset, asked.limits.scratch)}
    figure = next((Figure(*each) for each in STATISTICS.items() if asked.column.endswith(each[1])), None)
    name = asked.column.removesuffix(figure.suffix if figure else SHARE)
    if name not in columns:
        raise QuestionError(
            f"column: got {asked.column}, wanted one of {', '.join(columns) or 'none: nothing was built'}"
        )
    opened = gold_table(asked.gold, asked.dataset).open()
    if figure and opened is not None and asked.column not in opened.columns:
        raise QuestionError(f"column: got {asked.column}, wanted a statistic that {asked.dataset} has of {name}")
    return columns[name], figure


def _shown(
    con: duckdb.DuckDBPyConnection, asked: Question, column: Column, figure: Figure | None, begin: int
) -> tuple[str, float | str | None, float, float | int | None]:
    table = gold_table(asked.gold, asked.dataset)
    opened = table.open()
    month = month_of(begin)
    files = [] if opened is None else [each for each in opened.files() if each.partition["month"] == month]
    with fetched(asked.gold, [f"{table.folder}/{file.path}" for file in files], asked.limits.scratch) as paths:
        rows = (
            con.execute(
                f"""SELECT asset, {identifier(column.name)}, {identifier(column.name + SHARE)},
                {identifier(asked.column) if figure else "NULL"}
                FROM read_parquet({listed(paths)}, hive_partitioning = false)
                WHERE time = make_timestamptz({begin // 10}) AND asset = coalesce($1, asset) ORDER BY asset""",
                [asked.asset],
            ).fetchall()
            if paths
            else []
        )
    if len(rows) != 1:
        wanted = (
            f"one of the assets {', '.join(row[0] for row in rows)}"
            if rows
            else f"a time and an asset of which {asked.dataset} has a row"
        )
        raise QuestionError(f"cell: got {asked.time.isoformat()} of {asked.asset or 'no asset'}, wanted {wanted}")
    return rows[0]


def _tags(con: duckdb.DuckDBPyConnection, asked: Question, column: Column, asset: str) -> list[Row]:
    """The plan of the last build: how each tag of the cell is read."""
    marks = marks_of(gold_table(asked.gold, asked.dataset).open())
    if marks is None:
        return []
    with fetched(asked.gold, [plan_object(asked.dataset, marks.build)], asked.limits.scratch) as paths:
        con.execute(
            """CREATE OR REPLACE TEMP TABLE tag_told AS
            SELECT DISTINCT tag_id, unit, is_held, stale_ticks, factor, "offset", from_ticks, until_ticks,
                rate_limit, flat_ticks, reach_ticks
            FROM read_parquet($1, hive_partitioning = false) WHERE asset = $2 AND "column" = $3""",
            [paths, asset, column.name],
        )
    return _rows(con, "FROM tag_told ORDER BY ALL")


def _load_silver(
    con: duckdb.DuckDBPyConnection, asked: Question, dataset: Dataset, tags: list[Row], first: int, last: int
) -> None:
    """Make silver_told: rows of the tags between two moments, in every revision."""
    table = event_table(asked.silver)
    opened = table.open()
    days = [day_of(ticks) for ticks in (first, last)]
    files = [] if opened is None else [
        each for each in opened.files()
        if each.partition["site"] == dataset.site and days[0] <= each.partition["event_date"] <= days[1]
    ]  # fmt: skip
    ids = sorted({row["tag_id"] for row in tags})
    with fetched(asked.silver, [f"{table.folder}/{file.path}" for file in files], asked.limits.scratch) as paths:
        source = (
            f"read_parquet({listed(paths)}, hive_partitioning = false)"
            if paths
            else f"(SELECT {_nothing()} WHERE false)"
        )
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE silver_told AS SELECT {_SILVER} FROM {source}
            WHERE list_contains($1::VARCHAR[], tag_id) AND feeder = $2 AND view = $3""",
            [ids, dataset.feeder, dataset.view],
        )


def _nothing() -> str:
    return ", ".join(f"NULL::{kind} AS {name}" for name, kind in duckdb_columns("pi_event").items())


def _readings(con: duckdb.DuckDBPyConnection, tags: list[Row], begin: int, end: int) -> tuple[list[Row], list[Row]]:
    """The readings that the cell may be made of, and what else was said of their moments."""
    if not tags:
        return [], []
    con.execute(f"SET VARIABLE begin_ticks = {begin}::BIGINT")
    con.execute(f"SET VARIABLE end_ticks = {end}::BIGINT")
    _run_step(con, "behind")
    run_step(con, "suspect")
    _run_step(con, "cell")
    others = "FROM silver_told SEMI JOIN told USING (tag_id, event_ticks) WHERE NOT is_current ORDER BY event_ticks, revision"
    return _rows(con, "FROM told ORDER BY ticks"), _rows(con, others)


def _run_step(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run explain/<name>.sql."""
    con.execute((resources.files("replica.explain") / f"{name}.sql").read_text(encoding="utf-8"))


def _lost(con: duckdb.DuckDBPyConnection, asked: Question, dataset: Dataset, column: Column, asset: str) -> list[Row]:
    """What quarantine still has of this asset and attribute, by reason."""
    opened = QUARANTINE.at(asked.silver).open()
    files = [] if opened is None else opened.files()
    with fetched(asked.silver, [f"{QUARANTINE.folder}/{file.path}" for file in files], asked.limits.scratch) as paths:
        if not paths:
            return []
        return _rows(
            con,
            f"""SELECT reason, count(*) AS cells FROM read_parquet({listed(paths)}, hive_partitioning = false)
            WHERE resolved_by IS NULL AND site = $1 AND view = $2 AND name_key(asset) = name_key($3) AND name_key(attribute) = name_key($4)
            GROUP BY ALL ORDER BY ALL""",
            [dataset.site, dataset.view, asset, column.attribute],
        )


def _rows(con: duckdb.DuckDBPyConnection, query: str, values: list[Any] | None = None) -> list[Row]:
    found = con.execute(query, values or [])
    names = [each[0] for each in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
