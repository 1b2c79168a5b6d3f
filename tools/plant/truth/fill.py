"""The truth's own grid and fill, in plain Python: what gold must show for one tag. Times in seconds since 1970 UTC."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Events(NamedTuple):
    """A tag's surviving events in time order; a value of None is a bad reading."""

    times: list[int]
    values: list[float | None]
    is_step: bool
    stale_after_s: int

    def last_at(self, at: int) -> int:
        """Index of the last event at or before `at`, -1 if there is none."""
        return bisect_right(self.times, at) - 1


def grid_of(times: Iterable[int], grid_s: int) -> range:
    """Multiples of `grid_s` from the first to the last of an asset's event times, which must not be empty."""
    known = set(times)
    return range(-(-min(known) // grid_s) * grid_s, max(known) + 1, grid_s)


def value_at(events: Events, at: int) -> float | None:
    """The value that gold shows at `at`: never across a bad reading, nor when it is stale: nothing stands beside a share of nothing."""
    index = events.last_at(at)
    value = events.values[index] if index >= 0 else None
    if value is None:
        return None
    age = at - events.times[index]
    if age >= events.stale_after_s:
        return None
    if age == 0 or events.is_step or index + 1 == len(events.times):
        return value
    following = events.values[index + 1]
    gap = events.times[index + 1] - events.times[index]
    if following is None or gap > events.stale_after_s:
        return value
    return value + (following - value) * age / gap


def pct_good(events: Events, start: int, end: int) -> float:
    """Percentage of [start, end) during which the last event is good and not stale."""
    good_s = 0
    instant, index = start, events.last_at(start)
    while instant < end:
        until = min(end, events.times[index + 1]) if index + 1 < len(events.times) else end
        if index >= 0 and events.values[index] is not None:
            good_s += max(0, min(until, events.times[index] + events.stale_after_s) - instant)
        instant, index = until, index + 1
    return 100 * good_s / (end - start)
