"""A file's cells as texts in a table of DuckDB, which counts them."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
from replica.engine.connect import identifier, listed, literal, rule
from replica.readers.csv_text import rows_of
from replica.readers.wide import ID, SHAPE_ID, TICKS

from own.guess.finding import UnreadableError

OWN = (ID, TICKS, SHAPE_ID)
"""Columns of PI Integrator's own, which are no attributes."""


@dataclass(frozen=True)
class Sheet:
    """Rows of a file in the table `sheet`: line, and a text for each of `names`. `types` are those of a Parquet file's columns."""

    con: duckdb.DuckDBPyConnection
    names: tuple[str, ...]
    types: dict[str, str]
    malformed: int

    def column(self, name: str) -> str:
        """SQL of a column's cells: trimmed, and null where they are blank."""
        return f"nullif(trim({identifier(f'c{self.names.index(name)}')}, ' \t\u00a0\u202f'), '')"

    def one(self, select: str) -> tuple[object, ...]:
        """The one row of a query."""
        found: tuple[object, ...] | None = self.con.execute(f"SELECT {select} FROM sheet").fetchone()
        assert found is not None
        return found

    def count(self, condition: str, what: str = "*") -> int:
        return int(str(self.one(f"count({what}) FILTER (WHERE {condition})")[0]))

    @property
    def rows(self) -> int:
        return self.count("true")


def _connect() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    con.execute(rule("macros"))
    return con


def csv_sheet(file: Path, encoding: str, delimiter: str, header_line: int | None) -> Sheet:
    """Raises UnreadableError where the header is none."""
    rows = rows_of(file, encoding, delimiter, header_line)
    header = next(rows, None)
    names = [name.strip() for name in (header.cells if header is not None and header.cells else [])]
    while names and not names[-1]:
        names.pop()
    _check_header(names)
    malformed = 0

    def fitting() -> Iterable[list[object]]:
        nonlocal malformed
        for row in rows:
            cells = row.cells
            if cells is not None and len(cells) == len(names) + 1 and not cells[-1].strip():
                cells = cells[:-1]
            if cells is None or len(cells) != len(names):
                malformed += 1
            else:
                yield [row.line, *cells]

    con = _connect()
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in ("line", *(f"c{index}" for index in range(len(names)))))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, "sheet.csv")
        with plain.open("w", encoding="utf-8", newline="") as sink:
            csv.writer(sink, lineterminator="\n").writerows(fitting())
        con.execute(
            f"CREATE TABLE sheet AS FROM read_csv({listed([str(plain)])}, auto_detect = false, header = false, delim = ',', "
            f"quote = '\"', escape = '\"', nullstr = '', new_line = '\\n', columns = {{{columns}}}, max_line_size = 200000000)"
        )
    return Sheet(con, tuple(names), {}, malformed)


def _check_header(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UnreadableError(
            f"the header names {', '.join(twice) or 'nothing'} more than once; wanted each column once"
        )
    bare = [name for name in names if not name or name.replace(".", "").replace(",", "").lstrip("-").isdigit()]
    if bare:
        raise UnreadableError(
            f"the first line is no header: got {', '.join(map(repr, names[:4]))} …; wanted the columns' names"
        )


def parquet_sheet(file: Path) -> Sheet:
    """Raises UnreadableError where it is no Parquet file."""
    con = _connect()
    try:
        told = con.execute(f"DESCRIBE FROM read_parquet({literal(str(file))}, hive_partitioning = false)").fetchall()
        texts = ", ".join(f"{identifier(row[0])}::VARCHAR AS c{index}" for index, row in enumerate(told))
        con.execute(
            f"CREATE TABLE sheet AS SELECT file_row_number + 1 AS line, {texts} "
            f"FROM read_parquet({literal(str(file))}, hive_partitioning = false, file_row_number = true)"
        )
    except duckdb.Error as error:
        raise UnreadableError(f"it is no Parquet file that can be read: {str(error).splitlines()[0]}") from error
    return Sheet(con, tuple(row[0] for row in told), {row[0]: row[1] for row in told}, 0)
