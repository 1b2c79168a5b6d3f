"""Each task in a process of its own: what ends one ends no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from replica.carriers.alone import run_alone
from replica.carriers.carrier import Lost, Task
from replica.engine.limits import Limits


@dataclass(frozen=True)
class Apart:
    """Costs a start of Python a task, so that it is for a run whose last try was ended."""

    limits: Limits

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        return [run_alone(task, self.limits) for task in tasks]
