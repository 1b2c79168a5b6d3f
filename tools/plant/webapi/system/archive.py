"""The events of one point as they are at a time of the plant's clock, and how they came to be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from plant.webapi.system.event import Event

Action = Literal["Add", "Update", "Delete"]


class Change(NamedTuple):
    """What happens to an archive at `at` ticks of the plant's clock: `before` is what an update or a deletion finds."""

    at: int
    action: Action
    event: Event
    before: Event | None = None


class Archive(Protocol):
    """Events in the order of their times; an index counts those there are now."""

    def advance(self, now: int) -> None:
        """Make everything happen that has its time up to `now`."""

    def __len__(self) -> int: ...

    def first_from(self, ticks: int) -> int:
        """Index of the first event at or after `ticks`."""

    def first_after(self, ticks: int) -> int:
        """Index of the first event after `ticks`."""

    def between(self, first: int, end: int) -> Sequence[Event]:
        """Events from index `first` to before `end`."""

    @property
    def position(self) -> int:
        """Number of changes so far."""

    def changes(self, first: int, end: int) -> Sequence[Change]:
        """Changes from number `first` to before `end`."""


class RecordedArchive:
    """An archive whose every change is known beforehand."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._changes = sorted(changes, key=lambda change: change.at)
        self._position = 0
        self._ticks: list[int] = []
        self._events: list[Event] = []

    def advance(self, now: int) -> None:
        while self._position < len(self._changes) and self._changes[self._position].at <= now:
            self._make(self._changes[self._position])
            self._position += 1

    def _make(self, change: Change) -> None:
        if change.action == "Add":
            index = bisect_right(self._ticks, change.event.ticks)
            self._ticks.insert(index, change.event.ticks)
            self._events.insert(index, change.event)
            return
        index = self._index_of(change)
        if change.action == "Update":
            self._events[index] = change.event
        else:
            del self._ticks[index], self._events[index]

    def _index_of(self, change: Change) -> int:
        found = change.before or change.event
        return self._events.index(found, bisect_left(self._ticks, found.ticks))

    def __len__(self) -> int:
        return len(self._events)

    def first_from(self, ticks: int) -> int:
        return bisect_left(self._ticks, ticks)

    def first_after(self, ticks: int) -> int:
        return bisect_right(self._ticks, ticks)

    def between(self, first: int, end: int) -> Sequence[Event]:
        return self._events[first:end]

    @property
    def position(self) -> int:
        return self._position

    def changes(self, first: int, end: int) -> Sequence[Change]:
        return self._changes[first : min(end, self._position)]


def arriving(events: Iterable[Event]) -> RecordedArchive:
    """An archive whose events come at their own times."""
    return RecordedArchive(Change(event.ticks, "Add", event) for event in events)


class GeneratedArchive:
    """`count` numbers, one each `step` ticks from `start`: as many as one likes, and none of them in memory."""

    def __init__(self, start: int, step: int, count: int) -> None:
        self._start, self._step, self._count = start, step, count
        self._length = 0

    def advance(self, now: int) -> None:
        self._length = max(0, min(self._count, (now - self._start) // self._step + 1))

    def __len__(self) -> int:
        return self._length

    def first_from(self, ticks: int) -> int:
        return min(self._length, max(0, -(-(ticks - self._start) // self._step)))

    def first_after(self, ticks: int) -> int:
        return self.first_from(ticks + 1)

    def between(self, first: int, end: int) -> Sequence[Event]:
        start, step = self._start, self._step
        return [
            Event(start + index * step, (index * 7919 % 100_000) / 64) for index in range(first, min(end, len(self)))
        ]

    @property
    def position(self) -> int:
        return self._length

    def changes(self, first: int, end: int) -> Sequence[Change]:
        return [Change(event.ticks, "Add", event) for event in self.between(first, end)]
