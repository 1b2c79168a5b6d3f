"""One task in a process of its own, whose end the caller outlives."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from replica.carriers.answer import answer_of, opened
from replica.carriers.carrier import Lost, Task, TaskError, run_task
from replica.engine.limits import Limits

_TASK, _BEGUN, _ANSWER = "task.json", "begun", "answer.json"
_FROM_OUTSIDE = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Somebody wants the process to end: that says nothing of the task."""


def run_alone(task: Task, limits: Limits) -> Task | Lost:
    """The task's account. Raises TaskError where it raises, or where its process cannot begin."""
    # Not by multiprocessing, whose child imports the caller's __main__ anew: on Glue that is not ours.
    with tempfile.TemporaryDirectory(prefix="alone-", dir=limits.scratch) as name:
        folder = Path(name)
        told = {"task": task, "memory": limits.memory, "threads": limits.threads}
        (folder / _TASK).write_text(json.dumps(told))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        ended = subprocess.run([sys.executable, "-m", __name__, name], env=environment, check=False).returncode
        if (folder / _ANSWER).exists():
            return opened(task, json.loads((folder / _ANSWER).read_text()))
        if -ended in _FROM_OUTSIDE or not (folder / _BEGUN).exists():
            raise TaskError(f"{task['work']}: its process was ended from outside or could not begin, {_how(ended)}")
        return Lost(task, f"its process ended, {_how(ended)}")


def _how(ended: int) -> str:
    return signal.Signals(-ended).name if ended < 0 else f"code {ended}"


def _main(folder: Path) -> None:
    told = json.loads((folder / _TASK).read_text())
    (folder / _BEGUN).touch()
    answer = answer_of(run_task, told["task"], Limits(told["memory"], told["threads"], folder))
    beside = folder / f"{_ANSWER}.new"
    beside.write_text(json.dumps(answer))
    beside.replace(folder / _ANSWER)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
