"""Times as the archive keeps them: 100 ns ticks since 1970 UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

TICKS_A_SECOND = 10_000_000
EPOCH = datetime(1970, 1, 1)


_MINUTES = [f"{hour:02}:{minute:02}:" for hour in range(24) for minute in range(60)]
_SECONDS = [f"{second:02}" for second in range(60)]


def text_of(ticks: int) -> str:
    """ISO time as PI Web API writes it: seven decimals at most, without zeros at their end, and Z."""
    seconds, rest = divmod(ticks, TICKS_A_SECOND)
    day, second = divmod(seconds, 86_400)
    text = f"{_day_text(day)}{_MINUTES[second // 60]}{_SECONDS[second % 60]}"
    return f"{text}.{rest:07d}".rstrip("0") + "Z" if rest else f"{text}Z"


@lru_cache(maxsize=1 << 12)
def _day_text(day: int) -> str:
    return f"{(EPOCH + timedelta(days=day)).date().isoformat()}T"


def ticks_of(moment: datetime) -> int:
    """Ticks of a moment that knows its zone, to the microsecond that a datetime has."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"got {moment} without a zone")
    return (moment.replace(tzinfo=None) - offset - EPOCH) // timedelta(microseconds=1) * 10
