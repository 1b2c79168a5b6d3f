"""What each step of a run took of the processor."""

from __future__ import annotations

import time


class Steps:
    """CPU seconds of this process by step."""

    def __init__(self) -> None:
        self.told: dict[str, float] = {}
        self._last = time.process_time()

    def done(self, step: str) -> None:
        """The step ends now."""
        now = time.process_time()
        self.told[step] = round(self.told.get(step, 0.0) + now - self._last, 2)
        self._last = now
