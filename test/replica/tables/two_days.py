"""Something of everything that lands, in two days' worth: what a run of the second must get right against the first."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from landing import LONG, Landing, reading, settings, tag
from replica import RULE_VERSION
from replica.engine.limits import Limits
from replica.gold.build import build
from replica.gold.run import Build
from replica.maintenance.maintain import maintain
from replica.maintenance.upkeep import Upkeep
from replica.silver.clean import clean
from replica.silver.run import Run

_HEADER = "Id\tName\tTimeStamp\tFlow\tValve"


def first_day(landing: Landing) -> None:
    first_words(landing)
    landing.put_sheet("first", [_HEADER, "1\tPump\t10/01/2026 01:00:00 AM\t1.5\t1"])
    landing.put(f"{LONG}/torn.parquet", b"PAR1 and no more")


def second_day(landing: Landing) -> None:
    second_words(landing)
    landing.put_manifest("corrected", rows=4)
    landing.put_sheet(
        "second", [_HEADER, "1\tPump\t10/01/2026 01:00:00 AM\t9.5\t1", "1\tPump\t10/02/2026 01:00:00 AM\t\t0"]
    )
    landing.put_stream(1, [reading("Level", "2026-10-02T00:00:00Z", "8"), b"no JSON"])
    landing.put(f"{LONG}/bad.parquet", b"no Parquet at all")


def first_words(landing: Landing) -> None:
    """What gives every table its rows."""
    landing.put_tags("tags", [tag("Flow"), tag("Level")])
    landing.put_readings(
        "first",
        [reading("Flow", f"2026-10-01T00:0{minute}:00Z", str(minute)) for minute in range(5)]
        + [reading("Level", "2026-10-02T00:00:00Z", "7"), reading("Unknown", "2026-10-01T00:00:00Z", "1")],
    )
    landing.put_frames("first", ["F-1;Batch 1;Batch;Pump;2026-10-01 01:00:00;;1;212;anna", ";;;;;;;;",
                                 "F-2;Batch 2;Batch;Pump;2026-10-01 02:00:00;2026-10-01 03:00:00;1;I/O Timeout;anna"])  # fmt: skip


def second_words(landing: Landing) -> None:
    """What every table must change for."""
    landing.put_tags(
        "more", [tag("Flow", unit="barg", snapshot_time="2026-10-01T00:03:00Z"), tag("Pressure"), tag("Unknown")]
    )
    landing.put_readings(
        "corrected",
        [
            reading("Flow", "2026-10-01T00:01:00Z", "100"),
            reading("Flow", "2026-10-01T00:02:00Z", "2"),
            reading("Pressure", "2026-10-03T00:00:00Z", "I/O Timeout", is_system=True, good=False),
            reading("Flow", "no time", "1"),
        ],
    )
    landing.put_frames("second", ["f-1;Batch 1;Batch;Pump;2026-10-01 01:00:00;2026-10-01 02:00:00;1;212;anna",
                                  "F-3;Batch 3;Batch;Pump;2026-10-02 02:00:00;2026-10-02 01:00:00;1;212;anna"])  # fmt: skip
    landing.put_stranded("batch", json.dumps({"no": "batch"}))
    landing.refuse(f"{LONG}/empty.parquet", "F_EMPTY")


def run_clean(root: Path, run_id: str, carrier: str | None = "here") -> dict[str, Any]:
    """Clean the folders below `root`, which may be a copy of a landing's."""
    bronze, silver = ((root / layer).as_uri() for layer in ("bronze", "silver"))
    return clean(Run(settings(), bronze, silver, run_id, datetime.now(UTC), _limits(root, run_id), carrier=carrier))


def run_maintenance(root: Path, run_id: str = "m") -> dict[str, dict[str, int]]:
    """What it did, by table."""
    silver, gold = ((root / layer).as_uri() for layer in ("silver", "gold"))
    told: dict[str, dict[str, int]] = maintain(Upkeep(settings(), silver, gold, run_id, _limits(root, run_id)))[
        "tables"
    ]
    return told


def run_gold(root: Path) -> None:
    silver, gold = ((root / layer).as_uri() for layer in ("silver", "gold"))
    build(Build(settings(), silver, gold, "g", RULE_VERSION, _limits(root, "g")))


def _limits(root: Path, run_id: str) -> Limits:
    scratch = root / "scratch" / run_id
    scratch.mkdir(parents=True, exist_ok=True)
    return Limits(500_000_000, 2, scratch)
