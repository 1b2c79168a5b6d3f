"""`reconcile`: counts what PI has now, against what was told last of each window."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow.compute as pc

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


def reconcile(journal: Journal, reader: Reader, view: str, tags: Sequence[Tag], window: Window) -> Iterator[Difference]:
    """Of each file that lies in the window whole, as long as no later one told its time again."""
    for parcel in last_told(journal.stored(view)):
        if window.begin <= parcel.begin and parcel.until <= window.end:
            told: Mapping[str, int] = json.loads(parcel.per_tag)
            now = _counted(reader, [tag for tag in tags if tag.asset in _assets(told)], parcel)
            for path in sorted(told.keys() | now.keys()):
                if told.get(path, 0) != now.get(path, 0):
                    yield Difference(path, Window(parcel.begin, parcel.until), told.get(path, 0), now.get(path, 0))


def last_told(parcels: Sequence[Parcel]) -> list[Parcel]:
    """Those of which no later one of the same assets tells any of their time; in order of time."""
    kept: list[Parcel] = []
    for parcel in reversed(parcels):
        if not any(
            each.assets == parcel.assets and each.begin < parcel.until and parcel.begin < each.until for each in kept
        ):
            kept.append(parcel)
    return sorted(kept, key=lambda parcel: parcel.begin)


def _assets(told: Mapping[str, int]) -> set[str]:
    return {path.partition("|")[0] for path in told}


def _counted(reader: Reader, tags: Sequence[Tag], parcel: Parcel) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    if not tags:
        return counts
    assets = tuple(dict.fromkeys(tag.asset for tag in tags))
    group = Group(assets, tuple(tags), parcel.begin, digest_of(assets))
    until = parcel.begin
    while until < parcel.until:
        part = reader.read(group, until, parcel.until)
        until = part.until
        paths = pc.binary_join_element_wise(part.rows["asset"], part.rows["attribute"], "|")
        for each in pc.value_counts(paths).to_pylist():
            counts[each["values"]] = counts.get(each["values"], 0) + each["counts"]
    return counts
