"""Tasks in this process, one after the other, each with all of its threads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from replica.carriers.carrier import Lost, Task, run_task
from replica.engine.limits import Limits


@dataclass(frozen=True)
class Here:
    """What ends a task's process ends the run: see replica.silver.attempt for the next one."""

    limits: Limits

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        return [run_task(task, self.limits) for task in tasks]
