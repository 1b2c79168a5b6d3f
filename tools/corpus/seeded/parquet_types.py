"""Long Parquet files whose columns are of other types than usual, wherever nothing is lost by a cast."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.seeded.made import Made, iso, minutes
from corpus.table import Row

_TYPES = {
    "value": ["string", "double", "float"],
    "timestamp": ["string", "timestamp", "timestamp_ns"],
    "state_code": ["int", "bigint", "double"],
    "annotated": ["boolean", "null"],
    "unit": ["string", "null"],
}
_OPTIONAL = ["point", "annotated", "unit", "questionable", "substituted", "good"]


def cases(random: Random) -> Iterator[Made]:
    for number in range(1, 5):
        yield Made("01-state-in-number", f"r-types-{number}", _file(random))


def _file(random: Random) -> dict[str, Any]:
    types = {name: random.choice(kinds) for name, kinds in _TYPES.items()}
    rows: list[Row] = []
    right: list[Row] = []
    for time in minutes(6):
        place = {"attribute": "X", "timestamp": iso(time)}
        if random.random() < 0.3:
            empty = "nan" if types["value"] != "string" and random.random() < 0.5 else None
            rows.append({**place, "value": empty, "state_code": 246, "is_system": "true"})
            right.append({"time": iso(time), "reason": "STATE_SYSTEM", "state": 246})
        else:
            # eighths are exact in every type
            value = random.randint(-9999, 9999) / 8
            rows.append({**place, "value": value})
            right.append({"time": iso(time), "value": value})
    without = random.sample(_OPTIONAL, random.randint(0, 3))
    kept = {name: kind for name, kind in types.items() if name not in without}
    return {
        "about": f"A long file with {', '.join(f'{name} as {kind}' for name, kind in kept.items())}",
        "tags": [{"attribute": "X", "unit": "m3/h"}],
        "given": [{"types": kept, "without": without, "rows": rows}],
        "expected": {"readings": right},
    }
