"""What a client may ask of the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple


class Limits(NamedTuple):
    """The documented defaults of PI Web API; `events_in_time` is how many a call may read before it times out."""

    items: int = 150_000
    requests: int = 1_000
    seconds: float = 1.0
    body: int = 4 * 1024 * 1024
    url: int = 16_384
    events_in_time: int | None = None


class RateLimit:
    """Counts the requests of each client in fixed spans."""

    def __init__(self, requests: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._requests, self._seconds, self._clock = requests, seconds, clock
        self._span = -1
        self._counts: dict[str, int] = {}

    def takes(self, client: str) -> bool:
        """Count a request: whether it is one of those that the client may make in this span."""
        span = int(self._clock() // self._seconds)
        if span != self._span:
            self._span, self._counts = span, {}
        self._counts[client] = self._counts.get(client, 0) + 1
        return self._counts[client] <= self._requests
