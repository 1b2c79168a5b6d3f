"""Tags whose unit changes with time, told and read in any order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from corpus.seeded.made import DAY, Made, iso

_UNITS = ["kPa", "bar", "psi", "mbar"]


def cases(random: Random) -> Iterator[Made]:
    for runs in (1, 2):
        yield Made("33-tag-history", f"r-tag-units-{runs}", _history(random, runs))


def _history(random: Random, runs: int) -> dict[str, Any]:
    starts = [DAY + timedelta(days=10 * number) for number in range(3)]
    units = random.sample(_UNITS, 3)
    snapshots = [
        {"name": f"tags-{number}.parquet", "tags": [{"attribute": "X", "unit": unit, "snapshot_time": iso(start)}]}
        for number, (start, unit) in enumerate(zip(starts, units, strict=True))
    ]
    rows, right = [], []
    for hour in sorted(random.sample(range(30 * 24), 12)):
        time, value = DAY + timedelta(hours=hour), random.randint(0, 999)
        rows.append({"attribute": "X", "timestamp": iso(time), "value": str(value)})
        unit = units[max(number for number, start in enumerate(starts) if start <= time)]
        right.append({"attribute": "X", "time": iso(time), "value": value, "unit": unit})
    random.shuffle(rows)
    if runs == 1:
        random.shuffle(snapshots)
    # with two runs all tags are told first, and every reading comes late
    given = [*snapshots, {"rows": rows, "run": runs}]
    about = f"A unit that changes twice, and readings without a unit in {runs} run(s): each is in the unit of its time"
    return {"about": about, "given": given, "expected": {"readings": right}}
