"""What a command cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Measured:
    """`load` is the machine's, over the last minute before the start; `summary` is the JSON of the last line printed."""

    cpu_s: float
    wall_s: float
    peak_bytes: int
    load: float
    summary: dict[str, Any] = field(default_factory=dict)

    @property
    def steps(self) -> dict[str, float]:
        """CPU seconds by step, where the command says them."""
        return dict(self.summary.get("steps") or {})
