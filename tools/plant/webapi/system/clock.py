"""The plant's clock: it stands until it is moved, or runs so many times as fast as ours."""

from __future__ import annotations

import time

from plant.webapi.system.ticks import TICKS_A_SECOND


class PlantClock:
    def __init__(self, now: int, rate: float = 0.0) -> None:
        self.set(now, rate)

    def set(self, now: int, rate: float) -> None:
        """Begin anew at `now` ticks; `rate` seconds pass in each of ours."""
        self._then, self._rate, self._since = now, rate, time.monotonic()

    @property
    def rate(self) -> float:
        return self._rate

    def now(self) -> int:
        """Ticks since 1970 UTC."""
        return self._then + int((time.monotonic() - self._since) * self._rate * TICKS_A_SECOND)
