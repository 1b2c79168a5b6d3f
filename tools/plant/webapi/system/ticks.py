"""Times as the archive keeps them: 100 ns ticks since 1970 UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

TICKS_A_SECOND = 10_000_000
EPOCH = datetime(1970, 1, 1)


@lru_cache(maxsize=1 << 18)
def text_of(ticks: int) -> str:
    """ISO time as PI Web API writes it: seven decimals at most, without zeros at their end, and Z."""
    seconds, rest = divmod(ticks, TICKS_A_SECOND)
    text = (EPOCH + timedelta(seconds=seconds)).isoformat()
    return f"{text}.{rest:07d}".rstrip("0") + "Z" if rest else f"{text}Z"


def ticks_of(moment: datetime) -> int:
    """Ticks of a moment that knows its zone, to the microsecond that a datetime has."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"got {moment} without a zone")
    return (moment.replace(tzinfo=None) - offset - EPOCH) // timedelta(microseconds=1) * 10
