"""Local times about the clock changes of a zone, by Python's own zoneinfo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from corpus.instant import TICKS_PER_S, text_of, ticks_of
from corpus.seeded.made import Made, csv_text, iso

_CHANGES = {
    "Europe/London": ("2025-03-30", "2025-10-26"),
    "America/Chicago": ("2025-03-09", "2025-11-02"),
    "America/St_Johns": ("2025-03-09", "2025-11-02"),
    "Australia/Adelaide": ("2025-10-05", "2026-04-05"),
    "Australia/Lord_Howe": ("2025-10-05", "2026-04-05"),
    "Pacific/Auckland": ("2025-09-28", "2026-04-05"),
    "Asia/Kolkata": ("2025-07-01", "2025-12-01"),
    "America/Sao_Paulo": ("2018-11-04", "2018-02-18"),
}
"""A day that loses time and one that repeats some, by zone; none of both in India."""
_PATTERNS = {
    "yyyy-MM-dd HH:mm:ss": "%Y-%m-%d %H:%M:%S",
    "dd.MM.yyyy HH:mm:ss": "%d.%m.%Y %H:%M:%S",
    "MM/dd/yyyy hh:mm:ss a": "%m/%d/%Y %I:%M:%S %p",
    "yyyy/MM/dd'T'HH:mm:ss": "%Y/%m/%dT%H:%M:%S",
    "dd-MM-yy HH:mm:ss": "%d-%m-%y %H:%M:%S",
    "yyyyMMddHHmmss": "%Y%m%d%H%M%S",
}
"""A view's pattern and Python's own for the same text."""


def cases(random: Random) -> Iterator[Made]:
    for number, zone in enumerate(random.sample(sorted(_CHANGES), 5), start=1):
        yield Made("13-clock-changes", f"r-zone-{number}", _zone(random, zone))
    for number, pattern in enumerate(random.sample(sorted(_PATTERNS), 3), start=1):
        yield Made("12-times", f"r-pattern-{number}", _pattern(random, pattern))
    yield Made("12-times", "r-iso-offsets", _offsets(random))


def _zone(random: Random, zone: str) -> dict[str, Any]:
    rows, right, lost = [], [], []
    walls = sorted({_near(random, day) for day in _CHANGES[zone] for _ in range(12)})
    for row, wall in enumerate(walls, start=2):
        instants = _instants(wall, zone)
        witness = random.choice(instants) if instants and random.random() < 0.4 else None
        fraction = random.randrange(TICKS_PER_S)
        ticks = "" if witness is None else str(_ticks(witness) + fraction)
        rows.append(["P-1", str(wall), "1", ticks])
        if witness is not None:
            right.append({"time": text_of(int(ticks)), "value": 1})
        elif len(instants) == 1:
            right.append({"time": text_of(_ticks(instants[0])), "value": 1})
        else:
            lost.append({"row": row, "reason": "TS_DST_AMBIGUOUS" if instants else "TS_DST_NONEXISTENT"})
    view = {"columns": [{"name": "X", "unit": "m3/h"}], "zone": zone}
    return {
        "about": f"Local times about the clock changes of {zone}, some with ticks",
        "view": view,
        "given": [{"text": csv_text(["Name", "TimeStamp", "X", "PIIntTSTicks"], rows)}],
        "expected": {"readings": right, "quarantine": lost},
    }


def _near(random: Random, day: str) -> datetime:
    return datetime.fromisoformat(day) + timedelta(seconds=random.randrange(-3600, 5 * 3600))


def _instants(wall: datetime, zone: str) -> list[datetime]:
    """Every instant at which a clock of the zone shows `wall`."""
    told = {wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(each for each in told if each.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall)


def _ticks(instant: datetime) -> int:
    return ticks_of(instant.replace(tzinfo=None).isoformat() + "Z")


def _pattern(random: Random, pattern: str) -> dict[str, Any]:
    walls = sorted({datetime(2026, 1, 1) + timedelta(seconds=random.randrange(140 * 86_400)) for _ in range(10)})
    rows = [["P-1", wall.strftime(_PATTERNS[pattern]), "1"] for wall in walls]
    rows += [["P-1", "31.31.2026", "2"], ["P-1", "", "3"]]
    lost = [{"row": len(walls) + 2, "reason": "TS_UNPARSEABLE"}, {"row": len(walls) + 3, "reason": "TS_MISSING"}]
    return {
        "about": f"Times in the pattern {pattern}",
        "view": {"columns": [{"name": "X", "unit": "m3/h"}], "timeFormat": pattern},
        "given": [{"text": csv_text(["Name", "TimeStamp", "X"], rows)}],
        "expected": {"readings": [{"time": iso(wall), "value": 1} for wall in walls], "quarantine": lost},
    }


def _offsets(random: Random) -> dict[str, Any]:
    first = ticks_of("2026-02-01T00:00:00Z")
    rows, right = [], []
    for ticks in sorted(random.sample(range(first, first + 86_400 * TICKS_PER_S), 15)):
        quarters = random.randint(-48, 56)
        wall = text_of(ticks + quarters * 900 * TICKS_PER_S).removesuffix("Z")
        sign, size = ("-", -quarters) if quarters < 0 else ("+", quarters)
        rows.append({"attribute": "X", "timestamp": f"{wall}{sign}{size // 4:02d}:{size % 4 * 15:02d}", "value": "1"})
        right.append({"time": text_of(ticks), "value": 1})
    tags = [{"attribute": "X", "unit": "m3/h"}]
    about = "Times to 100 ns with an offset of any quarter of an hour"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}
