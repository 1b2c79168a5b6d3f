"""What an archive answers: recorded and interpolated events, the value at a time, sums over a span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plant.webapi.system.archive import Archive
from plant.webapi.system.event import NO_DATA, Event

BOUNDARIES = ("Inside", "Outside", "Interpolated")


def recorded(
    archive: Archive, start: int, end: int, boundary: str, most: int, is_step: bool = False
) -> Sequence[Event]:
    """The first `most` events from `start` towards `end`, which lies before it where they are wanted in descending order."""
    low, high = min(start, end), max(start, end)
    first, after = archive.first_from(low), archive.first_after(high)
    if boundary == "Outside":
        first, after = _outside(archive, low, high)
    count = min(most, after - first)
    events = list(
        archive.between(first, first + count) if start <= end else archive.between(after - count, after)[::-1]
    )
    return _with_bounds(archive, events, start, end, is_step)[:most] if boundary == "Interpolated" else events


def _outside(archive: Archive, low: int, high: int) -> tuple[int, int]:
    first, after = archive.first_from(low), archive.first_after(high)
    if first == archive.first_after(low):
        first = max(0, first - 1)
    if after == archive.first_from(high):
        after = min(len(archive), after + 1)
    return first, after


def _with_bounds(archive: Archive, events: list[Event], start: int, end: int, is_step: bool) -> list[Event]:
    first, last = interpolated_at(archive, start, is_step), interpolated_at(archive, end, is_step)
    has_first = events and events[0].ticks == start
    has_last = events and events[-1].ticks == end
    return [*([] if has_first else [first]), *events, *([] if has_last else [last])]


def interpolated_at(archive: Archive, ticks: int, is_step: bool) -> Event:
    """The value that stands at `ticks`: on the line between two numbers, or the one before it; a state is never bridged."""
    index = archive.first_after(ticks)
    if index == 0:
        return Event(ticks, NO_DATA)
    before, *later = archive.between(index - 1, index + 1)
    held = before._replace(ticks=ticks, is_annotated=False)
    if is_step or before.ticks == ticks or not later:
        return held
    after = later[0]
    if not isinstance(before.value, float) or not isinstance(after.value, float):
        return held
    share = (ticks - before.ticks) / (after.ticks - before.ticks)
    return held._replace(value=before.value + (after.value - before.value) * share)


def interpolated(archive: Archive, start: int, end: int, interval: int, is_step: bool) -> Iterator[Event]:
    """A value each `interval` from `start` to `end`, both included."""
    sign = 1 if end >= start else -1
    for ticks in range(start, end + sign, sign * interval):
        yield interpolated_at(archive, ticks, is_step)


def latest(archive: Archive, until: int | None = None) -> Event | None:
    """The last event, or the last one up to a time."""
    end = len(archive) if until is None else archive.first_after(until)
    return archive.between(end - 1, end)[0] if end else None


RETRIEVALS = ("Auto", "AtOrBefore", "Before", "AtOrAfter", "After", "Exact")


def recorded_at(archive: Archive, ticks: int, mode: str) -> Event | None:
    """The event that a retrieval mode finds for a time."""
    first, after = archive.first_from(ticks), archive.first_after(ticks)
    if mode == "Exact" or (mode == "Auto" and first != after):
        index = first if first != after else -1
    elif mode in ("Auto", "AtOrBefore"):
        index = after - 1
        if mode == "Auto" and index < 0:
            index = 0
    else:
        index = {"Before": first - 1, "AtOrAfter": first, "After": after}[mode]
    found = archive.between(index, index + 1) if 0 <= index < len(archive) else []
    return found[0] if found else None
