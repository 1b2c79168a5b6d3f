"""`reconcile`: counts what PI has now, against what was told last of each tag and window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow.compute as pc

from airlock_sender.columns import paths_of
from airlock_sender.groups import Group
from airlock_sender.journal import Journal, Parcel
from airlock_sender.names import digest_of
from airlock_sender.reader import Reader
from airlock_sender.tags import Tag
from airlock_sender.windows import Window


class Difference(NamedTuple):
    """Readings of a tag in a window: as told, and as PI has them now."""

    path: str
    window: Window
    told: int
    in_pi: int


class Telling(NamedTuple):
    """Readings that a file told in its window, by the path of each tag of which no later file tells any of that time."""

    window: Window
    counts: Mapping[str, int]


def reconcile(journal: Journal, reader: Reader, view: str, tags: Sequence[Tag], window: Window) -> Iterator[Difference]:
    """Of each file that lies in the window whole."""
    for told in last_told(journal.stored(view)):
        if window.begin <= told.window.begin and told.window.end <= window.end:
            now = _counted(reader, [tag for tag in tags if tag.path in told.counts], told.window)
            for path, count in sorted(told.counts.items()):
                if count != now.get(path, 0):
                    yield Difference(path, told.window, count, now.get(path, 0))


def last_told(parcels: Sequence[Parcel]) -> list[Telling]:
    """In order of time."""
    later: list[Telling] = []
    found: list[Telling] = []
    for parcel in reversed(parcels):
        window, counts = Window(parcel.begin, parcel.until), parcel.counts
        over = [each.counts for each in later if each.window.begin < window.end and window.begin < each.window.end]
        found.append(Telling(window, {path: counts[path] for path in counts.keys() - set().union(*over)}))
        later.append(Telling(window, counts))
    return sorted(found, key=lambda telling: telling.window.begin)


def _counted(reader: Reader, tags: Sequence[Tag], window: Window) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    if not tags:
        return counts
    assets = tuple(dict.fromkeys(tag.asset for tag in tags))
    group = Group(assets, tuple(tags), window.begin, digest_of(assets))
    until = window.begin
    while until < window.end:
        part = reader.read(group, until, window.end)
        until = part.until
        for each in pc.value_counts(paths_of(part.rows)).to_pylist():
            counts[each["values"]] = counts.get(each["values"], 0) + each["counts"]
    return counts
