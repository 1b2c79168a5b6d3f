"""From objects to cells: one reader a kind of view, each with the same face."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from contract import REASON
from replica.readers import long_parquet, tag_snapshot, wide_csv, wide_parquet
from replica.readers.reader import Fault, Fetched, Opened, Reader
from replica.settings import View

READERS: dict[str, Reader] = {
    "event-csv": wide_csv.open_objects,
    "event-parquet": wide_parquet.open_objects,
    "long-parquet": long_parquet.open_objects,
    "tag-snapshot": tag_snapshot.open_objects,
    "wide-csv": wide_csv.open_objects,
    "wide-parquet": wide_parquet.open_objects,
}
"""A further kind of view is a file beside these and a line here."""


def reader_of(view: View) -> Reader:
    """The reader of the view's kind; of a kind that nobody knows one that refuses its objects."""
    return READERS.get(view.kind, _refuse)


def _refuse(con: duckdb.DuckDBPyConnection, view: View, objects: list[Fetched]) -> Iterator[Opened | Fault]:
    said = f"view {view.name}, kind: got {view.kind!r}, wanted {', '.join(READERS)}"
    yield from (Fault(each.arrival, REASON.F_SETTING, said) for each in objects)
