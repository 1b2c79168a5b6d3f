"""When the sender of a played site looks at PI, by the plant's clock, and which windows it must tell then by its settings.

A clock that stands makes the truth exact: what an archive that changes holds when a window is read is known to the reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plant.delivery import Part
from plant.webapi.system.ticks import TICKS_A_SECOND

HOUR = 3600 * TICKS_A_SECOND
SETTLE_S = 30
TOLD_AGAIN_EVERY_S = 86_400
TOLD_AGAIN_BACK_S = 42 * 3600
"""From the last look back to the oldest event that can have changed since the first: it may be deleted 18 hours late."""


class Schedule(NamedTuple):
    """In ticks. At `first` the sender finds the history from `begin` on; `live` are the times at which it finds what came since."""

    begin: int
    first: int
    live: tuple[int, ...]


class Telling(NamedTuple):
    """Readings from `begin` to before `end`, as the archive holds them at `now`, all in ticks; `is_again` of what was told before."""

    part: Part
    now: int
    begin: int
    end: int
    is_again: bool


def schedule_of(times: Sequence[int]) -> Schedule:
    """History is seven of eight samples, at `times` ticks. What follows comes within hours; a day later all that changes has changed."""
    first = times[len(times) * 7 // 8]
    return Schedule(times[0], first, (first + 6 * HOUR, first + 24 * HOUR + 60 * TICKS_A_SECOND))


def tellings_of(schedule: Schedule) -> Iterator[Telling]:
    """In the order of time."""
    read_to, told_again = schedule.begin, schedule.first - SETTLE_S * TICKS_A_SECOND
    parts: list[tuple[Part, int]] = [("main", schedule.first), *(("late", now) for now in schedule.live)]
    for part, now in parts:
        limit = now - SETTLE_S * TICKS_A_SECOND
        yield Telling(part, now, read_to, limit, False)
        if limit >= told_again + TOLD_AGAIN_EVERY_S * TICKS_A_SECOND:
            yield Telling(part, now, max(schedule.begin, limit - TOLD_AGAIN_BACK_S * TICKS_A_SECOND), read_to, True)
            told_again = limit
        read_to = limit
