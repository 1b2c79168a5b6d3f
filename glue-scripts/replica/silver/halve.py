"""Objects together where that goes well, else by halves: a bad one costs itself only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb

from contract import REASON
from replica.readers.parquet_columns import words_of
from replica.readers.reader import Fault, Fetched, Opened

_OURS = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.OutOfMemoryException,
    duckdb.InternalException,
)
"""Errors that say nothing of an object."""


def read_by_halves(
    opens: Callable[[list[Fetched]], Iterator[Opened | Fault]], objects: list[Fetched], use: Callable[[Opened], None]
) -> Iterator[Fault]:
    """Give what `opens` opens to `use`; the objects of which nothing can be read."""
    if not objects:
        return
    for opened in opens(objects):
        if isinstance(opened, Fault):
            yield opened
            continue
        members = [each for each in objects if each.arrival in opened.cells]
        try:
            use(opened)
        except _OURS:
            raise
        except duckdb.Error as error:
            if len(members) == 1:
                yield Fault(members[0].arrival, REASON.F_UNREADABLE, words_of(error, members[0]))
                continue
            half = len(members) // 2
            for some in (members[:half], members[half:]):
                yield from read_by_halves(opens, some, use)
