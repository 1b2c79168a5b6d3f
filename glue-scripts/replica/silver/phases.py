"""The two phases of a run as tasks: their making, and what their accounts say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from replica.carriers.carrier import Carrier, Lost, Task
from replica.carriers.halve import carried
from replica.plan.cut import SETTLE_CELLS, cut, share
from replica.silver.account import QUARANTINED, Entries
from replica.silver.reading import read_all
from replica.silver.tags import Asset
from replica.silver.work import Common, Source
from replica.tables.data_file import DataFile

_READ, _SETTLE = "replica.silver.read_task:read", "replica.silver.settle_task:settle"


class LostBucketError(RuntimeError):
    """The task of a bucket ended without an account; nothing is committed."""


@dataclass
class ReadPhase:
    """What came of reading: names of the exchange's files and count of cells by bucket, days by site, new files of quarantine,
    and (arrival, asset, first and last ticks) of objects that tell all of their span."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, int] = field(default_factory=dict)
    days: dict[str, set[str]] = field(default_factory=dict)
    assets: list[Asset] = field(default_factory=list)
    quarantined: list[DataFile] = field(default_factory=list)
    spans: list[tuple[int, str, int, int]] = field(default_factory=list)


@dataclass
class SettlePhase:
    """What came of settling: silver's new files, where amended rows are told, with their files' paths, where the quality of tags is, and
    what turned into what."""

    files: list[DataFile] = field(default_factory=list)
    amended: list[tuple[str, list[str]]] = field(default_factory=list)
    quality: list[str] = field(default_factory=list)
    turned: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter)


def read_phase(
    carrier: Carrier,
    common: Common,
    sources: Sequence[Source],
    entries: Mapping[int, Entries],
    rows: Mapping[str, int],
    tasks: int,
) -> ReadPhase:
    """Read all sources in `tasks` tasks at least, and enter what was in them. An object that ends its task is given up."""
    phase = ReadPhase()
    place = {source.arrival: source for source in sources}
    for answer in read_all(_READ, carrier, common, sources, entries, rows, tasks):
        _enter_read(phase, answer, place, entries)
    return phase


def settle_phase(
    carrier: Carrier, common: Common, entries: Mapping[int, Entries], read: ReadPhase, standing: Sequence[DataFile],
    renames: Mapping[str, str], tasks: int,
) -> SettlePhase:  # fmt: skip
    """Settle every bucket, in `tasks` tasks at least, against the files `standing` of silver, and enter what became of its cells.

    `renames` are tags as readers named them that are known by another spelling.
    """
    phase = SettlePhase()
    paths = [file.path for file in standing]
    groups = cut(
        sorted(read.cells.items(), key=lambda each: int(each[0])),
        share(sum(read.cells.values()), SETTLE_CELLS, tasks),
        len(read.cells),
    )
    for buckets, answer in carried(
        carrier, groups, lambda number, some: _settle_task(number, common, some, read.parts, paths, renames)
    ):  # fmt: skip
        if isinstance(answer, Lost):
            raise LostBucketError(f"bucket {buckets[0]}: {answer.why}")
        phase.files += [DataFile(**file) for file in answer["files"]]
        if answer["amended"]:
            phase.amended.append((answer["amended"]["name"], [paths[number] for number in answer["amended"]["files"]]))
        phase.quality.append(answer["quality"])
        for *turn, cells in answer["turned"]:
            phase.turned[tuple(turn)] += cells
        for arrival, fate, reason, count in answer["counts"]:
            entries[arrival].add_settled(fate, reason, count)
    return phase


def _settle_task(
    number: int,
    common: Common,
    buckets: Sequence[str],
    parts: Mapping[str, list[str]],
    standing: list[str],
    renames: Mapping[str, str],
) -> Task:
    told = replace(common, sites=[], views=[]).to_json()
    names = [name for bucket in buckets for name in parts.get(bucket, ())]
    return {
        "work": _SETTLE, "task": number, "common": told, "buckets": [int(each) for each in buckets], "parts": names, "standing": standing,
        "renames": dict(renames),
    }  # fmt: skip


def _enter_read(
    phase: ReadPhase, answer: dict[str, Any], place: Mapping[int, Source], entries: Mapping[int, Entries]
) -> None:
    for arrival, lost, day, count in answer["counts"]:
        if lost is not None:
            entries[arrival].add(QUARANTINED, lost, count)
        else:
            phase.days.setdefault(place[arrival].site, set()).add(day)
    for bucket, names in answer["parts"].items():
        phase.parts.setdefault(bucket, []).extend(names)
        phase.cells[bucket] = phase.cells.get(bucket, 0) + answer["bucket_cells"][bucket]
    for asset, attribute, arrival in answer["assets"]:
        source = place[arrival]
        phase.assets.append((source.site, source.feeder, source.view, asset, attribute, arrival))
    phase.spans += [tuple(each) for each in answer["spans"]]
    if answer["quarantined"]:
        phase.quarantined.append(DataFile(**answer["quarantined"]))
