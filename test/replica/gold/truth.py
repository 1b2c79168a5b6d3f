"""What a cell shows, moment by moment and in fractions: slow, and by the definition alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

Readings = dict[int, tuple[float | None, bool]]
"""Number, null where there is none, and whether it is good, by ticks."""


def shown_at(readings: Readings, held: bool, stale: int, instant: int | Fraction) -> Fraction | None:
    """The value that stands at an instant."""
    before = [ticks for ticks in readings if ticks <= instant]
    if not before:
        return None
    last = max(before)
    number, good = readings[last]
    if not good or number is None or instant - last >= stale:
        return None
    behind = [ticks for ticks in readings if ticks > last]
    if not held and behind:
        following = min(behind)
        next_number, next_good = readings[following]
        if next_good and next_number is not None and following - last <= stale:
            part = Fraction(instant - last) / (following - last)
            return Fraction(number) + (Fraction(next_number) - Fraction(number)) * part
    return Fraction(number)


def covered(readings: Readings, stale: int, begin: int, end: int) -> int:
    """Ticks from `begin` to `end` that good readings cover."""
    moments = sorted(readings)
    total = 0
    for number, ticks in enumerate(moments):
        until = min([ticks + stale, *moments[number + 1 : number + 2]])
        if readings[ticks][1]:
            total += max(0, min(until, end) - max(ticks, begin))
    return total


Statistics = tuple[Fraction | None, Fraction | None, Fraction | None, int]
"""Mean, least, greatest and count of a cell; null where nothing is shown in it."""


def statistics(readings: Readings, held: bool, stale: int, begin: int, end: int) -> Statistics:
    """Tick by tick: nothing changes within a tick but along a line, whose mean over it is its middle."""
    middles, ends, count = [], [], 0
    for ticks in range(begin, end):
        first, middle = (shown_at(readings, held, stale, instant) for instant in (ticks, ticks + Fraction(1, 2)))
        if first is None or middle is None:
            continue
        middles.append(middle)
        ends += [first, 2 * middle - first]
        count += ticks in readings
    if not middles:
        return None, None, None, count
    return sum(middles, Fraction(0)) / len(middles), min(ends), max(ends), count


def is_near(got: Sequence[float | None], wanted: Statistics) -> bool:
    """Whether figures in doubles, in the same order, are these but for rounding."""
    return len(got) == len(wanted) and all(
        mine is theirs is None
        or (mine is not None and theirs is not None and math.isclose(mine, theirs, rel_tol=1e-9, abs_tol=1e-9))
        for mine, theirs in zip(got, wanted, strict=True)
    )
