"""What one task may take of its machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_GIB = 1 << 30
_OF_MACHINE = 0.25
"""A Glue worker of 16 GiB leaves about 4 to Python, whatever the heap of its JVM takes."""
_MOST = 1.25 * _GIB


@dataclass(frozen=True)
class Limits:
    """`memory` in bytes is DuckDB's own limit: the process takes up to 150 MB more. `scratch` is a folder of the task's own."""

    memory: int
    threads: int
    scratch: Path

    def within(self, name: str) -> Limits:
        """The same with a folder inside this one's."""
        scratch = self.scratch / name
        scratch.mkdir(parents=True, exist_ok=True)
        return Limits(self.memory, self.threads, scratch)


def limits_here(scratch: Path, tasks_at_once: int = 1) -> Limits:
    """The share of this machine that each of `tasks_at_once` tasks may take."""
    memory = min(_MOST, _OF_MACHINE * _memory_bytes() / tasks_at_once)
    return Limits(int(memory), max(1, (os.cpu_count() or 1) // tasks_at_once), scratch)


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
