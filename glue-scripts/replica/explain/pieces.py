"""A cell's good time, piece by piece, and what its statistics come to by these."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from replica.explain.find import Cell, Row


@dataclass(frozen=True)
class Piece:
    """From `since` to before `until`, in ticks since 1970, a reading shows `first` to `last`, on a line where they differ."""

    since: int
    until: int
    first: float | str
    last: float | str
    is_read: bool

    @property
    def ticks(self) -> int:
        return self.until - self.since


def pieces_of(cell: Cell) -> Iterator[Piece]:
    """In the order of time; a piece `is_read` where its reading lies within the cell."""
    for row, following in pairwise([*cell.readings, None]):
        if row is None or not row["is_good"]:
            continue
        ends = row["ticks"] + row["stale_ticks"]
        next_ticks = ends if following is None else following["ticks"]
        since, until = max(row["ticks"], cell.begin_ticks), min(ends, next_ticks, cell.end_ticks)
        if until > since:
            beside = following if next_ticks <= ends else None
            first, last = (_at(row, beside, ticks) for ticks in (since, until))
            yield Piece(since, until, first, last, row["ticks"] >= cell.begin_ticks)


def statistic_of(name: str, pieces: Sequence[Piece]) -> float | int | None:
    """The statistic of the contract over the pieces, null where there is none to take it of."""
    if name == "count":
        return sum(each.is_read for each in pieces)
    ends = [end for each in pieces for end in (each.first, each.last) if isinstance(end, float)]
    if not ends:
        return None
    if name == "mean":
        middles = [float(first) / 2 + float(last) / 2 for first, last in zip(ends[::2], ends[1::2], strict=True)]
        areas = [middle * each.ticks for middle, each in zip(middles, pieces, strict=True)]
        return math.fsum(areas) / sum(each.ticks for each in pieces)
    return min(ends) if name == "min" else max(ends)


def _at(row: Row, following: Row | None, ticks: int) -> float | str:
    """What the reading shows at a moment; `following` is the next where it comes in time for a line."""
    shown: float | str = row["value_string"] if row["number"] is None else row["number"]
    if isinstance(shown, str) or following is None or row["is_held"]:
        return shown
    if not following["is_good"] or following["number"] is None:
        return shown
    part = (ticks - row["ticks"]) / (following["ticks"] - row["ticks"])
    return float(shown + (following["number"] - shown) * part)
