"""The face of a carrier: tasks in, one account a task out, or the task named as lost."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb

from replica.engine.limits import Limits

Task = dict[str, Any]
"""JSON. `work` is `<module>:<function>`, taking the task and its limits and giving its account, JSON too."""


@dataclass(frozen=True)
class Lost:
    """A task that ended without an account, and what is known of its end."""

    task: Task
    why: str


class TaskError(RuntimeError):
    """A task raised an error where the carrier cannot raise the error itself; the message has its last words."""


class Carrier(Protocol):
    """Raises what a task raises; a task that its size or its process has ended is lost, and the others' accounts are kept."""

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        """One account or Lost a task, in the order of the tasks."""


def run_task(task: Task, limits: Limits) -> Task | Lost:
    """Do a task in a scratch folder of its own, which goes with it. One that wants more memory than it may have is lost."""
    module, _, function = task["work"].partition(":")
    scratch = Path(tempfile.mkdtemp(prefix="task-", dir=limits.scratch))
    try:
        account: Task = getattr(importlib.import_module(module), function)(
            task, Limits(limits.memory, limits.threads, scratch)
        )
        return account
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        return Lost(task, str(error).partition("\n")[0] or "out of memory")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
