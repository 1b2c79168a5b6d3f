"""UTC months as text such as 2026-03, and moments as ticks of 100 ns since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

TICKS_PER_S = 10_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def month_of(ticks: int) -> str:
    return day_of(ticks)[:7]


def day_of(ticks: int) -> str:
    """UTC day, such as 2026-03-31."""
    return (_EPOCH + timedelta(seconds=ticks // TICKS_PER_S)).date().isoformat()


def month_begin(month: str) -> int:
    """First moment of the month."""
    return (datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC) - _EPOCH) // timedelta(seconds=1) * TICKS_PER_S


def month_after(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def months_between(begin_ticks: int, end_ticks: int) -> list[str]:
    """Months that hold a moment from `begin_ticks` to before `end_ticks`."""
    months = [month_of(begin_ticks)]
    while month_begin(month_after(months[-1])) < end_ticks:
        months.append(month_after(months[-1]))
    return months
