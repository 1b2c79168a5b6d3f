"""Small Delta tables with the jobs' own schemas."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from delta_tables import write_gold, write_table

SITE = "east"
START = datetime(2026, 1, 1, tzinfo=UTC)
GRID = 60
LEVEL, FLOW, PRESSURE = "Level", "Flow", "Pressure"


def minute(count: int) -> datetime:
    return START + timedelta(minutes=count)


def event(attribute: str, at: int, value: float | None, **more: object) -> dict[str, Any]:
    """A current good reading at a minute of 2026, unless said otherwise."""
    ticks = 621_355_968_000_000_000 + int(minute(at).timestamp()) * 10_000_000
    return {
        "site": SITE,
        "event_date": date(2026, 1, 1),
        "tag_id": f"{SITE}:Unit 1|{attribute}",
        "event_time": minute(at),
        "event_ticks": ticks,
        "seq": 0,
        "value": value,
        "quality": "good",
        "unit": "kPa",
        "value_raw": str(value),
        "unit_raw": "kPa",
        "is_current": True,
        "revision": 0,
        **more,
    }


def bad(attribute: str, at: int, reason: str, raw: str, **more: object) -> dict[str, Any]:
    return event(attribute, at, None, quality="bad", reason=reason, value_raw=raw, **more)


def events() -> list[dict[str, Any]]:
    """An hour of three tags: one sound, one with an outage and an empty value, one with converted readings."""
    rows = [event(LEVEL, at, float(at)) for at in range(GRID)]
    rows += [event(FLOW, at, 1.0) for at in range(GRID) if at not in (10, 20)]
    rows.append(bad(FLOW, 10, "STATE_SYSTEM", "E/A-Zeitüberschreitung", state_code=246, state_name="I/O Timeout"))
    rows.append(bad(FLOW, 20, "VALUE_EMPTY", ""))
    rows += [event(PRESSURE, at, 100.0) for at in range(GRID) if at != 30]
    rows.append(event(PRESSURE, 30, 100.0, value_raw="1.0", unit_raw="bar"))
    rows.append(event(PRESSURE, 31, 7.0, is_current=False))
    return rows


@pytest.fixture
def silver(tmp_path: Path) -> Path:
    root = tmp_path / "silver"
    tags = [
        {"tag_id": f"{SITE}:Unit 1|{name}", "site": SITE, "asset": "Unit 1", "attribute": name, "is_current": current}
        | {"unit": "kPa", "type": "Float64", "step": False, "stale_after_s": 600.0, "aliases": []}
        for name in (LEVEL, FLOW, PRESSURE)
        for current in (True, False)
    ]
    write_table(root / "delta/tag", "tag", tags)
    write_table(root / "delta/pi_event", "pi_event", events(), ["site", "event_date"])
    return root


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    root = tmp_path / "gold"
    columns = {"level": LEVEL, "flow": FLOW, "pressure": PRESSURE}
    names = [
        {
            "dataset": "unit_data",
            "column": column,
            "attribute": attribute,
            "kind": "number",
            "unit": "kPa",
            "run_id": run,
        }
        for column, attribute in columns.items()
        for run in ("jr_1", "jr_2")
    ]
    write_table(root / "delta/column_name", "column_name", names)
    values: dict[str, list[float | None]] = {
        "level": [float(at) for at in range(GRID)],
        "pressure": [100.0] * GRID,
        "flow": [None if at in (10, 20) else 1.0 for at in range(GRID)],
    }
    write_gold(root / "delta/unit_data", "Unit 1", [minute(at) for at in range(GRID)], values)
    return root
