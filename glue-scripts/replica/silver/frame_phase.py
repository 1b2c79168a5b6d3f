"""The phase of a run that reads event views: its tasks, and what their accounts say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contract import REASON
from replica.carriers.carrier import Carrier, Lost
from replica.carriers.halve import carried
from replica.plan.cut import READ_BYTES, READ_OBJECTS, cut, share
from replica.silver.account import QUARANTINED, Entries
from replica.silver.phases import give_up, reading_task
from replica.silver.work import Common, Source
from replica.tables.data_file import DataFile

_READ = "replica.silver.frame_task:read"


@dataclass
class FramePhase:
    """What came of event views: names of the exchange's files of frames, and new files of quarantine."""

    frames: list[str] = field(default_factory=list)
    quarantined: list[DataFile] = field(default_factory=list)


def frame_phase(
    carrier: Carrier,
    common: Common,
    sources: Sequence[Source],
    entries: Mapping[int, Entries],
    rows: Mapping[str, int],
    tasks: int,
) -> FramePhase:
    """Read all sources in `tasks` tasks at least, and enter what was in them. An object that ends its task is given up."""
    phase = FramePhase()
    if not sources:
        return phase
    most = share(sum(each.size for each in sources), READ_BYTES, tasks)
    groups = cut(((each, each.size) for each in sources), most, READ_OBJECTS)
    for some, answer in carried(carrier, groups, lambda number, members: reading_task(_READ, number, common, members)):
        if isinstance(answer, Lost):
            give_up(entries[some[0].arrival], REASON.F_POISONED, answer.why, rows)
            continue
        for arrival, count in answer["rows"].items():
            entries[int(arrival)].cells_in = count
        for arrival, note in answer["notes"].items():
            entries[int(arrival)].detail = note
        for fault in answer["faults"]:
            give_up(entries[fault["arrival"]], fault["reason"], fault["detail"], rows)
        for arrival, reason, count in answer["lost"]:
            entries[arrival].add(QUARANTINED, reason, count)
        if answer["frames"]:
            phase.frames.append(answer["frames"])
        if answer["quarantined"]:
            phase.quarantined.append(DataFile(**answer["quarantined"]))
    return phase
