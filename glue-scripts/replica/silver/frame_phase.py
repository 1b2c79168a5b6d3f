"""The phase of a run that reads event views: its tasks, and what their accounts say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from replica.carriers.carrier import Carrier
from replica.silver.account import QUARANTINED, Entries
from replica.silver.reading import read_all
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
    for answer in read_all(_READ, carrier, common, sources, entries, rows, tasks):
        for arrival, reason, count in answer["lost"]:
            entries[arrival].add(QUARANTINED, reason, count)
        if answer["frames"]:
            phase.frames.append(answer["frames"])
        if answer["quarantined"]:
            phase.quarantined.append(DataFile(**answer["quarantined"]))
    return phase
