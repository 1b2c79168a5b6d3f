"""The two phases of a run as tasks: their making, and what their accounts say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from contract import REASON
from replica.carriers.carrier import Carrier, Lost, Task
from replica.carriers.halve import carried
from replica.plan.cut import READ_BYTES, READ_OBJECTS, SETTLE_CELLS, cut, share
from replica.silver.account import BAD, DUPLICATE, GOOD, QUARANTINED, Entries
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
    most = share(sum(each.size for each in sources), READ_BYTES, tasks)
    groups = cut(((each, each.size) for each in sources), most, READ_OBJECTS)
    for some, answer in carried(carrier, groups, lambda number, members: reading_task(_READ, number, common, members)):
        if isinstance(answer, Lost):
            give_up(entries[some[0].arrival], REASON.F_POISONED, answer.why, rows)
        else:
            _enter_read(phase, answer, place, entries, rows)
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
            kind = DUPLICATE if fate == "repeat" else GOOD if reason is None else BAD
            entries[arrival].add(kind, reason, count)
    return phase


def reading_task(work: str, number: int, common: Common, sources: Sequence[Source]) -> Task:
    """A task that does `work` on the sources, with the settings of their views and sites alone."""
    places = [[each.site, each.feeder, each.view] for each in sources]
    views = [view for view in common.views if view["place"] in places]
    sites = [site for site in common.sites if any(site["id"] == each.site for each in sources)]
    some = replace(common, sites=sites, views=views)
    return {"work": work, "task": number, "common": some.to_json(), "sources": [asdict(each) for each in sources]}


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
    phase: ReadPhase, answer: dict[str, Any], place: Mapping[int, Source], entries: Mapping[int, Entries], rows: Mapping[str, int]
) -> None:  # fmt: skip
    for arrival, cells in answer["cells"].items():
        entries[int(arrival)].cells_in = cells
    for arrival, note in answer["notes"].items():
        entries[int(arrival)].detail = note
    for fault in answer["faults"]:
        give_up(entries[fault["arrival"]], fault["reason"], fault["detail"], rows)
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


def give_up(entries: Entries, reason: str, detail: str, rows: Mapping[str, int]) -> None:
    """Nothing can be read of an object; `rows` are those that its manifest says."""
    entries.give_up(reason, detail, rows.get(entries.landed.key))
