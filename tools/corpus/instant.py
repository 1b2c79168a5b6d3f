"""Instants by PI's ticks: 100 ns since 0001-01-01, UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_PARTS = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z")
TICKS_PER_S = 10_000_000


def ticks_of(text: str) -> int:
    """Ticks of `2026-01-01T00:00:00.1234567Z`. Raises ValueError where it is something else."""
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise ValueError(f"got the time {text!r}, wanted the form 2026-01-01T00:00:00.1234567Z")
    since = datetime.fromisoformat(parts[1]) - datetime(1, 1, 1)
    return (since.days * 86_400 + since.seconds) * TICKS_PER_S + int((parts[2] or "").ljust(7, "0"))


def text_of(ticks: int) -> str:
    """The shortest text that `ticks_of` takes back."""
    seconds, rest = divmod(ticks, TICKS_PER_S)
    whole = (datetime(1, 1, 1) + timedelta(seconds=seconds)).isoformat()
    return f"{whole}.{rest:07d}".rstrip("0").rstrip(".") + "Z" if rest else f"{whole}Z"
