"""Reports of the same moments, again and again: which of them are repeats, and which one stands."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.seeded.made import Made, iso, minutes

_VALUES = ["10", "10.0", "1e1", "99", "-3", "I/O Timeout", "", "abc"]
_VERDICTS: dict[str, tuple[float | None, str | None]] = {
    "10": (10, None),
    "10.0": (10, None),
    "1e1": (10, None),
    "99": (99, None),
    "-3": (-3, None),
    "I/O Timeout": (None, "STATE_SYSTEM"),
    "": (None, "VALUE_EMPTY"),
    "abc": (None, "VALUE_UNPARSEABLE"),
}


def cases(random: Random) -> Iterator[Made]:
    for runs in (1, 2, 3):
        yield Made("11-corrections", f"r-reports-{runs}", _reports(random, runs))


def _reports(random: Random, runs: int) -> dict[str, Any]:
    times = minutes(4)
    given, objects = [], []
    stories: dict[str, list[tuple[float | None, str | None]]] = {iso(time): [] for time in times}
    for number in range(2, 9):
        name, run = f"{number}.parquet", min(runs, 1 + (number - 2) * runs // 7)
        said = {iso(time): random.choice(_VALUES) for time in random.sample(times, random.randint(1, 4))}
        repeats = 0
        for time, text in said.items():
            verdict = _VERDICTS[text]
            if stories[time] and stories[time][-1] == verdict:
                repeats += 1
            else:
                stories[time].append(verdict)
        rows = [{"attribute": "X", "timestamp": time, "value": text} for time, text in said.items()]
        given.append({"run": run, "name": name, "rows": rows})
        objects.append({"object": name, "cells": len(rows), "repeats": repeats, "quarantined": 0})
    right = [
        {"time": time, "value": value, "reason": reason, "current": place == len(story)}
        for time, story in stories.items()
        for place, (value, reason) in enumerate(story, start=1)
    ]
    return {
        "about": f"Seven files restate four moments in {runs} runs: what differs from the report before is a revision",
        "tags": [{"attribute": "X", "unit": "m3/h"}],
        "given": given,
        "expected": {"readings": right, "objects": objects},
    }
