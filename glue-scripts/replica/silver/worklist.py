"""The work of a run: object versions that the ledger does not know, and until when it has seen all there were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from replica.plan.landed import Landed
from replica.plan.memory import Memory, remember
from replica.plan.notes import closed_day, landed_of, notes_after
from replica.silver import stranded
from replica.silver.commit import Silver
from replica.silver.replay import Again, Request, requested
from replica.store.objects import Objects
from replica.tables.silver import LEDGER

_NOTES_DONE = "airlock-notes-done"
"""Days since 1970: on this day and all before it every note was read, and none can be added any more."""
_STRANDED_SEEN = "airlock-stranded-seen"
"""Seconds since 1970: the ledger has every stranded batch that was written before this moment."""
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Worklist:
    """`landed` are in the order of arrival, `again` what somebody asks to judge again. `marks` go with the ledger's commit."""

    landed: list[Landed]
    batches: list[Landed]
    memory: Memory
    marks: Mapping[str, int]
    again: list[Again] = field(default_factory=list)


def find_work(
    con: duckdb.DuckDBPyConnection,
    bronze: Objects,
    silver: Silver,
    scratch: Path,
    now: datetime,
    replay: Request | None,
) -> Worklist:
    """What is new: notes of the days that were not done, and batches that were not seen; and what is to be judged again."""
    ledger = silver.open[LEDGER.name]
    done, seen = _marks(ledger.mark(_NOTES_DONE) if ledger else None, ledger.mark(_STRANDED_SEEN) if ledger else None)
    began = datetime.now(UTC)
    notes = list(notes_after(bronze, done))
    batches = stranded.written_since(silver.objects, seen)
    since = min((*(note.landed_at for note in notes), *(each.landed_at for each in batches)), default=None)
    memory = Memory() if since is None else remember(con, silver.objects, ledger, since, scratch)
    unread = [note for note in notes if (note.key, note.version) not in memory.versions]
    unseen = [each for each in landed_of(bronze, unread) if (each.key, each.version) not in memory.versions]
    days = (min(closed_day(began), closed_day(now)) - _EPOCH).days
    marks = {_NOTES_DONE: days, _STRANDED_SEEN: int(began.timestamp())}
    again = [] if replay is None else requested(con, silver, replay, scratch)
    return Worklist(unseen, stranded.unread(batches, memory), memory, marks, again)


def _marks(days: int | None, seconds: int | None) -> tuple[date | None, datetime | None]:
    return (
        None if days is None else _EPOCH + timedelta(days=days),
        None if seconds is None else datetime.fromtimestamp(seconds, UTC),
    )
