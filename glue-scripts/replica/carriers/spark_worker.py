"""A task on a worker of Spark: fetched from the exchange, done, and its answer put there."""

from __future__ import annotations

import json
import os
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from replica.carriers.alone import run_alone
from replica.carriers.answer import answer_of
from replica.carriers.carrier import run_task
from replica.engine.limits import Limits, limits_here
from replica.store.places import objects_at

if TYPE_CHECKING:
    import pyarrow


def task_name(folder: str, number: int) -> str:
    return f"{folder}/task-{number}.json"


def answers_prefix(folder: str) -> str:
    """Names below it go on with `<number>-`."""
    return f"{folder}/answer-"


def work(at: str, folder: str, number: int, most_attempts: int) -> str:
    """Do a task; the name of its answer. What it raises is Spark's to try again, until the last attempt says it as its answer.

    The last attempt is made in a process of its own, so that no task ends the whole job.
    """
    from pyspark import TaskContext

    context = TaskContext.get()
    assert context is not None
    objects = objects_at(at)
    task = json.loads(objects.read(task_name(folder, number)))
    limits = _limits(context.cpus())
    is_last = context.attemptNumber() + 1 >= most_attempts
    answer = answer_of(run_alone if is_last else run_task, task, limits)
    if "raised" in answer and not is_last:
        raise RuntimeError(answer["raised"])
    name = f"{answers_prefix(folder)}{number}-{uuid.uuid4().hex}.json"
    objects.write(name, json.dumps(answer).encode())
    return name


def row(text: str) -> pyarrow.RecordBatch:
    """A batch of one text. Not by pyarrow.array, which imports pandas where there is one: two seconds in each new worker."""
    import pyarrow

    data = text.encode()
    ends = (0).to_bytes(4, "little") + len(data).to_bytes(4, "little")
    column = pyarrow.StringArray.from_buffers(1, pyarrow.py_buffer(ends), pyarrow.py_buffer(data))
    return pyarrow.RecordBatch.from_arrays([column], ["answer"])


def _limits(cores: int) -> Limits:
    """The share of this machine that a task of `cores` may take, on Spark's own disks, which it clears when the executor ends."""
    scratch = Path(os.environ.get("SPARK_LOCAL_DIRS", tempfile.gettempdir()).split(",")[0])
    at_once = max(1, (os.cpu_count() or 1) // cores)
    limits = limits_here(scratch, at_once)
    return Limits(limits.memory, cores, limits.scratch)
