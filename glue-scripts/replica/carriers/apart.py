"""Each task in a process of its own: what ends one ends no other."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from replica.carriers.carrier import Lost, Task, run_task
from replica.engine.limits import Limits


@dataclass(frozen=True)
class Apart:
    """Costs a start of Python a task, so that it is for a run whose last try was ended."""

    limits: Limits

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        return [self._one(task) for task in tasks]

    def _one(self, task: Task) -> Task | Lost:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            try:
                return pool.submit(run_task, task, self.limits).result()
            except BrokenProcessPool:
                return Lost(task, "its process was ended")
