"""Moments as PI keeps them: whole numbers of 100 ns since the year 1 UTC, which no float and no datetime holds exactly."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

SECOND: Final = 10_000_000
DAY: Final = 86_400 * SECOND

_FORM = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(?:Z|([+-])(\d\d):(\d\d))")
_FIRST = datetime(1, 1, 1)


def ticks_of(text: str) -> int:
    """Ticks of an ISO 8601 text with Z or an offset and up to 7 digits of a second; `ValueError` for any other."""
    found = _FORM.fullmatch(text)
    try:
        if not found:
            raise ValueError(text)
        seconds, digits, sign, hours, minutes = found.groups()
        since = datetime.fromisoformat(seconds) - _FIRST
    except ValueError:
        wanted = "ISO 8601 with Z or an offset, and at most 7 digits of a second"
        raise ValueError(f"got the time {text!r}, wanted {wanted}") from None
    offset = (int(hours) * 3600 + int(minutes) * 60) * (1 if sign == "+" else -1) if sign else 0
    return (since.days * 86_400 + since.seconds - offset) * SECOND + int((digits or "").ljust(7, "0"))


def text_of(ticks: int) -> str:
    """ISO 8601 in UTC with all 7 digits, as PI Web API reads it."""
    return f"{_datetime(ticks).isoformat()}.{ticks % SECOND:07d}Z"


def name_of(ticks: int) -> str:
    """The same for names of files, which on Windows have no colon."""
    return text_of(ticks).replace("-", "").replace(":", "")


def ticks_at(moment: datetime) -> int:
    """Ticks of a datetime that has a zone."""
    since = moment.astimezone(UTC).replace(tzinfo=None) - _FIRST
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds * 10


def _datetime(ticks: int) -> datetime:
    return _FIRST + timedelta(seconds=ticks // SECOND)
