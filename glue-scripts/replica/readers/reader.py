"""The face of a reader: objects in, and what can be read of them out, as queries of one shape."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from replica.settings import View

CELL = {
    "arrival": "INTEGER", "source_row": "BIGINT", "asset": "VARCHAR", "attribute": "VARCHAR", "point": "VARCHAR", "ts_raw": "VARCHAR",
    "event_ticks": "BIGINT", "time_fault": "VARCHAR", "row_fault": "VARCHAR", "value_raw": "VARCHAR", "unit_raw": "VARCHAR",
    "state_code": "INTEGER", "is_system": "BOOLEAN", "good": "BOOLEAN", "questionable": "BOOLEAN", "substituted": "BOOLEAN",
    "decimal_mark": "VARCHAR", "thousands_mark": "VARCHAR", "raw": "VARCHAR",
}  # fmt: skip
"""Columns of a cell, the unit of accounting, and their types: a row of a long view, an attribute of a wide row. `source_row` counts
from 1: the line of a CSV file, the row of a Parquet file. `time_fault` says why a text gave no event_ticks, `row_fault` why the whole row
is nothing; `raw` is what is kept of a row that is lost, where that is more than its cells."""


@dataclass(frozen=True)
class Fetched:
    """An object's bytes in a local file of a scratch folder. `arrival` is its number in this run."""

    arrival: int
    file: Path
    key: str


@dataclass(frozen=True)
class Opened:
    """Objects whose cells `query` gives, as CELL; `cells` counts them by arrival, on the reader's own account.

    `prepare` are statements that the query needs; they replace those of other groups. `note` says how the objects differ from what the
    settings say of them, which costs nothing.
    """

    query: str
    cells: dict[int, int]
    prepare: str = ""
    note: str | None = None


@dataclass(frozen=True)
class Fault:
    """An object of which nothing can be read."""

    arrival: int
    reason: str
    detail: str


Reader = Callable[[duckdb.DuckDBPyConnection, View, list[Fetched]], Iterator[Opened | Fault]]
"""Opens objects of one view. It may find a fault only when the query runs: then each object is tried by itself."""


def name_key(name: str) -> str:
    """What tells one name from another, as the macro of this name has it: neither case nor padding, nor how a letter is composed."""
    blanks = "".join(" " if _is_blank(each) else each for each in visible(name))
    composed = unicodedata.normalize("NFC", " ".join(blanks.split()))
    # a letter for a letter, as SQL does it
    return "".join(each.lower()[0] for each in composed)


def _is_blank(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind == "Cc" or kind.startswith("Z")


def visible(text: str) -> str:
    """Without characters that show nothing and take no place, such as a byte order mark."""
    return "".join(each for each in text if unicodedata.category(each) != "Cf")
