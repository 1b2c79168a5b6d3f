"""What silver must hold of objects that were landed one after the other: a model that knows nothing of how it is done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

START = datetime(2026, 1, 1)
TAGS = ("Flow", "Level")


@dataclass(frozen=True, slots=True)
class Row:
    """`second` counts from START, null where there is no time; a `tag` that is none of TAGS is unknown."""

    tag: str
    second: int | None
    value: str

    @property
    def is_lost(self) -> bool:
        return self.second is None or self.tag not in TAGS

    @property
    def timestamp(self) -> str | None:
        return None if self.second is None else f"{START + timedelta(seconds=self.second):%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True)
class Sums:
    """Cells of all objects, and what became of them."""

    cells: int
    quarantined: int


def sums(objects: Iterable[list[Row]]) -> Sums:
    rows = [row for each in objects for row in each]
    return Sums(len(rows), sum(row.is_lost for row in rows))


def current(objects: Iterable[list[Row]]) -> dict[tuple[str, int], list[str]]:
    """What stands at each tag and second, of objects in the order in which they landed: all that the last one to speak of it says."""
    stands: dict[tuple[str, int], list[str]] = {}
    for each in objects:
        says: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for row in each:
            if not row.is_lost and row.second is not None and row.value not in says[row.tag, row.second]:
                says[row.tag, row.second].append(row.value)
        for moment, values in says.items():
            # A part of what stands takes nothing away.
            if not set(values) <= set(stands.get(moment, [])):
                stands[moment] = values
    return stands
