"""The face of a carrier: tasks in, one account a task out, or the task named as lost."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from replica.engine.limits import Limits

Task = dict[str, Any]
"""JSON. `work` is `<module>:<function>`, taking the task and its limits and giving its account, JSON too."""


@dataclass(frozen=True)
class Lost:
    """A task that ended without an account, and what is known of its end."""

    task: Task
    why: str


class Carrier(Protocol):
    """Raises what a task raises; a task whose process ended is lost, and the others' accounts are kept."""

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        """One account or Lost a task, in the order of the tasks."""


def run_task(task: Task, limits: Limits) -> Task:
    """Do a task in a scratch folder of its own, which goes with it."""
    module, _, function = task["work"].partition(":")
    scratch = Path(tempfile.mkdtemp(prefix="task-", dir=limits.scratch))
    try:
        account: Task = getattr(importlib.import_module(module), function)(
            task, Limits(limits.memory, limits.threads, scratch)
        )
        return account
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
