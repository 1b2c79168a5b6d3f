"""Cells that gold must hold, and how far each it may be from what the process really did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from plant.delivery import Cell, Play, TagTruth
from plant.process.readings import TagKey
from plant.truth.accounting import Settlement
from plant.truth.fill import Events, grid_of, pct_good, value_at

SCHEMA = pa.schema(
    [
        ("asset", pa.string()),
        ("attribute", pa.string()),
        ("column", pa.string()),
        ("time", pa.timestamp("us", tz="UTC")),
        ("expected", pa.float64()),
        ("pct_good", pa.float64()),
        ("source", pa.float64()),
        ("tolerance", pa.float64()),
        ("kept", pa.bool_()),
        ("touched", pa.bool_()),
    ]
)
CHUNK = 20_000


class TrueCell(NamedTuple):
    """One gold cell, in the columns of `SCHEMA`; `time` in microseconds since 1970 UTC.

    `source` is what the process did at that time, `kept` says that its archive holds that very sample, `touched` that a
    fault took part in the answer, so that `expected` owes `source` nothing.
    """

    asset: str
    attribute: str
    column: str
    time: int
    expected: float | None
    pct_good: float
    source: float | None
    tolerance: float
    kept: bool
    touched: bool


def column_names(attributes: Iterable[str]) -> dict[str, str]:
    """Gold's column of each attribute: `[a-z0-9_]`, a clash numbered from 2 in the order of the attributes' names."""
    names: dict[str, str] = {}
    taken: dict[str, int] = {}
    for attribute in sorted(set(attributes)):
        name = re.sub(r"[^a-z0-9]+", "_", attribute.lower()).strip("_")
        taken[name] = taken.get(name, 0) + 1
        names[attribute] = name if taken[name] == 1 else f"{name}_{taken[name]}"
    return names


def true_cells(play: Play, settlement: Settlement, grid_s: int) -> Iterator[TrueCell]:
    """Every cell of the dataset over this play's view, by asset, attribute and time."""
    columns = column_names(attribute for _, attribute in play.tags)
    for _, keys in groupby(sorted(play.tags), key=lambda key: key[0]):
        current = {key: settlement.current.get((play.view, key), {}) for key in keys}
        grid = grid_of((at for cells in current.values() for at in cells), grid_s)
        for key, cells in current.items():
            yield from _tag_cells(key, columns[key[1]], play.tags[key], cells, grid)


def _tag_cells(key: TagKey, column: str, tag: TagTruth, cells: dict[int, Cell], grid: range) -> Iterator[TrueCell]:
    times = sorted(cells)
    events = Events(times, [cells[at].value for at in times], tag.is_step, tag.stale_after_s)
    next_archived = dict(zip(tag.archived, [*tag.archived[1:], None], strict=True))
    for at in grid:
        kept = at in cells
        yield TrueCell(
            *key,
            column=column,
            time=at * 1_000_000,
            expected=value_at(events, at),
            pct_good=pct_good(events, at, at + grid.step),
            source=tag.source.get(at),
            tolerance=0.0 if kept else tag.tolerance,
            kept=kept,
            touched=_is_touched(events, at, next_archived, tag.edited),
        )


def _is_touched(events: Events, at: int, next_archived: dict[int, int | None], edited: frozenset[int]) -> bool:
    """True where the events around `at` are anything but two good neighbours as the plant's own archive was given them."""
    index = events.last_at(at)
    if index < 0 or events.values[index] is None or events.times[index] in edited:
        return True
    if events.times[index] == at:
        return False
    if index + 1 == len(events.times) or events.values[index + 1] is None or events.times[index + 1] in edited:
        return True
    return next_archived[events.times[index]] != events.times[index + 1]


def write_truth(cells: Iterator[TrueCell], path: Path) -> int:
    """Write the cells as one Parquet file; returns their number."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        while chunk := list(islice(cells, CHUNK)):
            columns = [list(column) for column in zip(*chunk, strict=True)]
            writer.write_table(pa.table(columns, schema=SCHEMA))
            count += len(chunk)
    return count
