"""Wall times around every clock change of forty years against Python's zones: what a rule's file can only show by example."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from replica.engine.connect import connect, literal, rule
from replica.engine.limits import Limits

ZONES = (
    "Africa/Casablanca", "America/Caracas", "America/Sao_Paulo", "America/St_Johns", "Antarctica/Troll", "Asia/Gaza", "Asia/Kathmandu",
    "Asia/Pyongyang", "Australia/Lord_Howe", "Europe/Berlin", "Europe/Istanbul", "Pacific/Apia", "Pacific/Kiritimati",
)  # fmt: skip
FIRST, LAST = datetime(1985, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)


def changes(zone: ZoneInfo) -> Iterator[datetime]:
    """Days, in UTC, in which the offset changes."""
    day = FIRST
    while day < LAST:
        following = day + timedelta(days=1)
        if day.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            yield day
        day = following


def instants(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments at which the zone's clocks show `wall`."""
    found = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(each.replace(tzinfo=None) for each in found if each.astimezone(zone).replace(tzinfo=None) == wall)


@pytest.mark.parametrize("name", ZONES)
def test_a_wall_time_is_as_many_instants_as_it_was(name: str, tmp_path: Path) -> None:
    zone = ZoneInfo(name)
    steps = [timedelta(minutes=15 * step) for step in range(-64, 176)]
    walls = sorted({day.replace(tzinfo=None) + step for day in changes(zone) for step in steps}) or [
        datetime(2020, 1, 1)
    ]
    with connect(Limits(200_000_000, 1, tmp_path)) as con:
        con.execute("CREATE TABLE sheet_wall AS SELECT unnest(?::TIMESTAMP[]) AS wall", [walls])
        con.execute(f"CREATE TEMP MACRO sheet_zone() AS {literal(name)}")
        con.execute(rule("time_wall"))
        found = con.execute(
            "SELECT wall, list_sort(list_distinct([earlier, later])) FROM sheet_instant ORDER BY wall"
        ).fetchall()
    assert [(wall, each) for wall, each in found if each != instants(wall, zone)] == []
