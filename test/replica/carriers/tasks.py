"""Tasks that end in many ways."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import duckdb
import replica
from replica.engine.limits import Limits

Task = dict[str, Any]


def tell(task: Task, limits: Limits) -> Task:
    """Leave a trace of this attempt, and tell of its process."""
    _trace(task)
    return {"task": task["task"], "process": os.getpid(), "threads": limits.threads, "package": str(replica.__file__)}


def fall(task: Task, limits: Limits) -> Task:
    """End this process on the first `falls` attempts, with half a file written."""
    if _trace(task) <= task["falls"]:
        os.kill(os.getpid(), signal.SIGKILL)
    return tell(task, limits)


def end_executor(task: Task, limits: Limits) -> Task:
    """End the JVM that this process belongs to, on the first `falls` attempts."""
    if _trace(task) <= task["falls"]:
        os.kill(_java_above(os.getpid()), signal.SIGKILL)
        signal.pause()
    return tell(task, limits)


def fail(task: Task, limits: Limits) -> Task:
    _trace(task)
    raise ValueError("planted")


def want_more(task: Task, limits: Limits) -> Task:
    """What DuckDB does at its limit."""
    raise duckdb.OutOfMemoryException("Out of Memory Error: planted\nand advice")


def _trace(task: Task) -> int:
    """How often this task has begun by now."""
    folder = Path(task["traces"])
    (folder / f"{task['task']}-{os.urandom(8).hex()}").touch()
    return len(list(folder.glob(f"{task['task']}-*")))


def _java_above(process: int) -> int:
    while Path(f"/proc/{process}/comm").read_text().strip() != "java":
        process = int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
    return process
