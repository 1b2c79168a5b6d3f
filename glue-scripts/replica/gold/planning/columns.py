"""Names of gold's columns: what a data scientist can type, given once and for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, replace
from pathlib import Path

import duckdb

from replica.engine.connect import listed, literal
from replica.gold.dataset import KEYS, PARTITION, Column, column_name_table
from replica.gold.fetch import fetched
from replica.gold.planning.latin import latin
from replica.rules.references import load
from replica.store.places import objects_at
from replica.tables.data_file import write_file

_RESERVED = (*KEYS, PARTITION, "year")
"""The row's keys, and what partitions bring as columns of their own."""


Wanted = tuple[str, str, str | None, list[str | None] | None]
"""Attribute, kind and unit of a column that readings ask for, and the units that some tag of it has now."""


def with_names(given: list[Column], wanted: Iterable[Wanted]) -> list[Column]:
    """`given`, and behind them a column for each (attribute, kind) of `wanted` that is not among them.

    A new one takes the attribute's name in a-z, 0-9 and _, with the next free number from 2 where that name is taken. A name once given
    stays, and a unit for as long as some tag has it.
    """
    left = {(attribute, kind): (unit, units or []) for attribute, kind, unit, units in wanted}
    columns = []
    for each in given:
        unit, units = left.pop((each.attribute, each.kind), (each.unit, [each.unit]))
        columns.append(each if not units or each.unit in units else replace(each, unit=unit))
    for (attribute, kind), (unit, _) in sorted(left.items()):
        taken = {*_RESERVED, *(each.name for each in columns)}
        columns.append(Column(_free_name(attribute, taken), attribute, kind, unit))
    return columns


def _free_name(attribute: str, taken: set[str]) -> str:
    plain = latin(attribute)
    name, number = plain, 2
    while name in taken:
        name, number = f"{plain}_{number}", number + 1
    return name


def given_columns(con: duckdb.DuckDBPyConnection, gold: str, dataset: str, scratch: Path) -> list[Column]:
    """The dataset's columns in the order in which they were given."""
    table = column_name_table(gold)
    opened = table.open()
    if opened is None:
        return []
    with fetched(gold, [f"{table.folder}/{file.path}" for file in opened.files()], scratch) as paths:
        rows = con.execute(
            """SELECT "column", attribute, kind, unit FROM read_parquet($1, hive_partitioning = false)
               WHERE dataset = $2 ORDER BY number""",
            [paths, dataset],
        ).fetchall()
    return [Column(*row) for row in rows]


def record_columns(
    con: duckdb.DuckDBPyConnection, gold: str, dataset: str, columns: list[Column], run_id: str, scratch: Path
) -> None:
    """Write the dataset's columns down in the place of those that were, before anything is built with them."""
    table = column_name_table(gold)
    rows = [(number, *astuple(column)) for number, column in enumerate(columns)]
    load(con, "named", '"number" INTEGER, "column" VARCHAR, attribute VARCHAR, kind VARCHAR, unit VARCHAR', rows)
    own = f"""SELECT {literal(dataset)} AS dataset, "number", "column", attribute, kind, unit, {literal(run_id)} AS run_id FROM named"""
    opened = table.open()
    before = [] if opened is None else opened.files()
    with fetched(gold, [f"{table.folder}/{file.path}" for file in before], scratch) as paths:
        others = f"FROM read_parquet({listed(paths)}, hive_partitioning = false) WHERE dataset <> {literal(dataset)} UNION ALL BY NAME"
        query = f"""FROM ({others if paths else ""} {own}) ORDER BY dataset, "number" """
        file = write_file(con, query, objects_at(gold), table.folder, scratch, run_id=run_id)
    files = [] if file is None else [file]
    if opened is None:
        table.create(files, run_id)
    else:
        opened.commit(files, run_id, removes=before)
