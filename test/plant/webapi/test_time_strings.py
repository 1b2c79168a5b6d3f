from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from plant.webapi.api.errors import ApiError
from plant.webapi.api.time_strings import parse_interval, parse_time
from plant.webapi.system.ticks import text_of, ticks_of

NOW = ticks_of(datetime(2026, 3, 31, 10, 30, tzinfo=UTC))


def parsed(text: str, zone: str = "UTC") -> str:
    return text_of(parse_time(text, "startTime", NOW, ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*", "2026-03-31T10:30:00Z"),
        ("*-1d", "2026-03-30T10:30:00Z"),
        ("*-1h-30m", "2026-03-31T09:00:00Z"),
        ("*-1mo", "2026-02-28T10:30:00Z"),
        ("*-1y", "2025-03-31T10:30:00Z"),
        ("*-0.5s", "2026-03-31T10:29:59.5Z"),
        ("t", "2026-03-31T00:00:00Z"),
        ("t+8h", "2026-03-31T08:00:00Z"),
        ("y", "2026-03-30T00:00:00Z"),
        ("2026-01-01", "2026-01-01T00:00:00Z"),
        ("2026-01-01T00:00:00.1234567Z", "2026-01-01T00:00:00.1234567Z"),
        ("2026-01-01T00:00:00.1000000Z", "2026-01-01T00:00:00.1Z"),
        ("2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z"),
        ("2026-01-01T00:00:00Z-1h", "2025-12-31T23:00:00Z"),
        ("1-jan-2026 12:00", "2026-01-01T12:00:00Z"),
    ],
)
def test_a_time_string_is_a_time(text: str, wanted: str) -> None:
    assert parsed(text) == wanted


def test_a_time_without_a_zone_is_the_servers() -> None:
    assert parsed("2026-01-01T00:00:00", "Europe/Berlin") == "2025-12-31T23:00:00Z"
    assert parsed("t", "Europe/Berlin") == "2026-03-30T22:00:00Z"


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "2026-13-01", "2026-02-30", "*-", "*-1parsec", "2026-01-01T25:00", "12"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ApiError, match="400"):
        parsed(text)


@pytest.mark.parametrize(
    ("text", "seconds"), [("1h", 3600), ("60 seconds", 60), ("30m", 1800), ("0.5s", 0.5), ("500ms", 0.5)]
)
def test_an_interval_has_a_length(text: str, seconds: float) -> None:
    assert parse_interval(text, "interval") == seconds * 10_000_000


@pytest.mark.parametrize("text", ["0s", "1", "h", "1 parsec", "-1h"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(ApiError, match="400"):
        parse_interval(text, "interval")
