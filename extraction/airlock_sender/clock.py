"""The time by PI's clock: what lies before it may be read, whatever this machine's own clock says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from airlock_sender.pi import Pi
from airlock_sender.ticks import ticks_at, ticks_of


class DataServer(msgspec.Struct):
    WebId: str
    Name: str
    ServerTime: str | None = None


def now_of(pi: Pi) -> int:
    """Ticks of this moment by the data server whose clock is furthest behind; without one, by the web server's, else by ours."""
    times = list(_times(pi.listed(DataServer, "dataservers")))
    if times:
        return min(times)
    return ticks_at(parsedate_to_datetime(pi.web.date) if pi.web.date else datetime.now(UTC))


def _times(servers: Iterable[DataServer]) -> Iterable[int]:
    for server in servers:
        if server.ServerTime:
            yield ticks_of(server.ServerTime)
