"""What a cell shows, moment by moment and in fractions: slow, and by the definition alone."""

from __future__ import annotations

import itertools
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


def trusted(readings: Readings, stale: int, limit: Fraction | None, flat: int | None) -> Readings:
    """The readings without the goodness of those that moved by more than `limit` a tick, or were the same for longer than `flat`."""
    numbers = {
        ticks: Fraction(number) for ticks, (number, good) in sorted(readings.items()) if good and number is not None
    }
    refused = {each for stretch in _stretches(list(numbers), stale) for each in _stood_too_long(numbers, stretch, flat)}
    if limit is not None:
        refused |= _moved_too_fast(numbers, stale, limit)
    return {ticks: (number, good and ticks not in refused) for ticks, (number, good) in readings.items()}


def _stretches(moments: list[int], stale: int) -> list[list[int]]:
    """Moments of which each is within staleness of the next."""
    stretches: list[list[int]] = []
    for ticks in moments:
        if stretches and ticks - stretches[-1][-1] <= stale:
            stretches[-1].append(ticks)
        else:
            stretches.append([ticks])
    return stretches


def _stood_too_long(numbers: dict[int, Fraction], stretch: list[int], flat: int | None) -> set[int]:
    if flat is None:
        return set()
    runs = [list(run) for _, run in itertools.groupby(stretch, numbers.__getitem__)]
    return {ticks for run in runs for ticks in run if ticks - run[0] > flat}


def _moved_too_fast(numbers: dict[int, Fraction], stale: int, limit: Fraction) -> set[int]:
    refused: set[int] = set()
    levels: list[tuple[list[int], bool]] = []
    for stretch in _stretches(list(numbers), stale):
        for level in _levels(numbers, stretch, limit):
            is_first = level[0] == stretch[0]
            before = [each for each in levels[-8:] if each[0][-1] >= level[0] - 2 * stale]
            believed = is_first or _is_near_believed(numbers, level[0], before, limit)
            refused |= {
                ticks for place, ticks in enumerate(level) if not (believed or place >= 4 or ticks - level[0] >= stale)
            }
            levels.append((level, is_first or len(level) > 4 or level[-1] - level[0] >= stale))
    return refused


def _levels(numbers: dict[int, Fraction], stretch: list[int], limit: Fraction) -> list[list[int]]:
    levels = [[stretch[0]]]
    for before, ticks in itertools.pairwise(stretch):
        if abs(numbers[ticks] - numbers[before]) > limit * (ticks - before):
            levels.append([])
        levels[-1].append(ticks)
    return levels


def _is_near_believed(
    numbers: dict[int, Fraction], ticks: int, before: list[tuple[list[int], bool]], limit: Fraction
) -> bool:
    """Whether it is within reach of the last that is believed of the levels before it, by these alone."""
    for number in reversed(range(len(before))):
        level, stands = before[number]
        if stands or _is_near_believed(numbers, level[0], before[:number], limit):
            return abs(numbers[ticks] - numbers[level[-1]]) <= limit * (ticks - level[-1])
    return False


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
