"""What a cell shows, moment by moment and in fractions: slow, and by the definition alone."""

from __future__ import annotations

from fractions import Fraction

Readings = dict[int, tuple[float | None, bool]]
"""Number, null where there is none, and whether it is good, by ticks."""


def shown_at(readings: Readings, held: bool, stale: int, instant: int) -> Fraction | None:
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
            return Fraction(number) + (Fraction(next_number) - Fraction(number)) * Fraction(
                instant - last, following - last
            )
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
