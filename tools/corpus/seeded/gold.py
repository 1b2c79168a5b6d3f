"""Gold of made-up events, worked out instant by instant with exact fractions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import Any

from corpus.seeded.made import DAY, Made, iso

_GRID_S, _STALE_S = 300, 900


@dataclass(frozen=True)
class _Event:
    """`second` of the day; `value` is null where the event is bad."""

    second: int
    value: int | None


def cases(random: Random) -> Iterator[Made]:
    for number, is_step in enumerate((False, True), start=1):
        yield Made("35-gold", f"r-grid-{number}", _grid(random, is_step))


def _grid(random: Random, is_step: bool) -> dict[str, Any]:
    seconds = sorted(random.sample(range(0, 3 * 3600, 10), 18))
    events = [_Event(second, None if random.random() < 0.2 else random.randint(0, 99)) for second in seconds]
    times = [iso(DAY + timedelta(seconds=each.second)) for each in events]
    rows = [
        {"attribute": "X", "timestamp": time, "value": "Bad Input" if each.value is None else str(each.value)}
        for time, each in zip(times, events, strict=True)
    ]
    right = [
        {"time": time, "value": each.value, "reason": "STATE_SYSTEM" if each.value is None else None}
        for time, each in zip(times, events, strict=True)
    ]
    cells = range(-(-seconds[0] // _GRID_S), seconds[-1] // _GRID_S + 1)
    return {
        "about": f"A {'step' if is_step else 'continuous'} tag on a grid of five minutes, stale after fifteen",
        "tags": [
            {
                "attribute": "X",
                "unit": "m3/h",
                "step": str(is_step).lower(),
                "exc_max_s": 60,
                "comp_max_s": _STALE_S // 2,
            }
        ],
        "dataset": {"gridSeconds": _GRID_S},
        "given": [{"rows": rows}],
        "expected": {"readings": right, "gold": [_cell(events, cell, is_step) for cell in cells]},
    }


def _cell(events: list[_Event], cell: int, is_step: bool) -> dict[str, Any]:
    begin = cell * _GRID_S
    value = _value_at(events, begin, is_step)
    covered = sum(_is_good_at(events, second) for second in range(begin, begin + _GRID_S))
    return {
        "time": iso(DAY + timedelta(seconds=begin)),
        "x": None if value is None else repr(float(value)),
        "x__pct_good": repr(float(Fraction(covered * 100, _GRID_S))),
    }


def _is_good_at(events: list[_Event], second: int) -> bool:
    last = _last(events, second)
    return last is not None and last.value is not None and second - last.second < _STALE_S


def _value_at(events: list[_Event], second: int, is_step: bool) -> Fraction | None:
    last = _last(events, second)
    if last is None or last.value is None or not _is_good_at(events, second):
        return None
    following = next((each for each in events if each.second > second), None)
    if is_step or following is None or following.value is None or following.second - last.second > _STALE_S:
        return Fraction(last.value)
    share = Fraction(second - last.second, following.second - last.second)
    return last.value + (following.value - last.value) * share


def _last(events: list[_Event], second: int) -> _Event | None:
    return next((each for each in reversed(events) if each.second <= second), None)
