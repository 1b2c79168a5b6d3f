"""Tasks on the workers of Spark, which brings machines, retries and scheduling, and nothing else: no row passes through it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import TYPE_CHECKING, Any

from replica.carriers.answer import opened
from replica.carriers.carrier import Lost, Task
from replica.carriers.exchange import Exchange
from replica.carriers.spark_worker import answers_prefix, row, task_name, work

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_AT_ONCE = 16
_WORKER_ENDED = re.compile(r"ExecutorLostFailure|Python worker exited unexpectedly")
"""In the error of a job whose task ended its worker again and again; any other error is none of a task's."""


class LostTaskError(RuntimeError):
    """Spark gave another number of answers than there were tasks."""


class OnSpark:
    """Spark loses a result that is too large without a word: tasks and answers lie in the exchange, and what it gives back is counted."""

    def __init__(self, spark: SparkSession, exchange: Exchange) -> None:
        self._spark, self._exchange = spark, exchange
        self._objects = exchange.objects
        self._jobs = count()
        # A task's last attempt saves the job; `local[n]` makes one only, but is no cluster.
        self._most_attempts = int(spark.conf.get("spark.task.maxFailures", "4") or "4")

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        if not tasks:
            return []
        folder = f"{self._exchange.folder}/job-{next(self._jobs)}"
        self._put(folder, tasks)
        try:
            names = self._run(folder, len(tasks))
        except Exception as error:  # of several kinds, by Spark's version and mode
            why = _WORKER_ENDED.search(str(error))
            if why is None:
                raise
            return self._save(folder, tasks, f"its worker ended: {why[0]}")
        return self._opened(tasks, names)

    def _put(self, folder: str, tasks: Sequence[Task]) -> None:
        def put(numbered: tuple[int, Task]) -> None:
            number, task = numbered
            self._objects.write(task_name(folder, number), json.dumps(task).encode())

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(put, enumerate(tasks)))

    def _run(self, folder: str, tasks: int) -> dict[int, str]:
        """Names of the answers by the number of the task."""
        at, most_attempts = self._exchange.at, self._most_attempts

        def run(batches: Iterator[Any]) -> Iterator[Any]:
            for batch in batches:
                for number in batch.column("i").to_pylist():
                    yield row(json.dumps([number, work(at, folder, number, most_attempts)]))

        # An id a partition: Spark puts rows of any other frame together or apart as it likes.
        ids = self._spark.range(0, tasks, 1, tasks).selectExpr("cast(id as int) i")
        rows = [json.loads(each.answer) for each in ids.mapInArrow(run, "answer string").collect()]
        if sorted(number for number, _ in rows) != list(range(tasks)):
            raise LostTaskError(f"got {len(rows)} answers of {len(dict(rows))} tasks, wanted {tasks}")
        return dict(rows)

    def _save(self, folder: str, tasks: Sequence[Task], why: str) -> list[Task | Lost]:
        """Answers of a job that Spark gave up: those that are there, and the others from jobs of half the size."""
        if len(tasks) == 1:
            return [Lost(tasks[0], why)]
        prefix = answers_prefix(folder)
        listed = (each.name for each in self._objects.listed(prefix))
        names = {int(name.removeprefix(prefix).partition("-")[0]): name for name in listed}
        found = dict(
            zip(names, self._opened([tasks[number] for number in names], dict(enumerate(names.values()))), strict=True)
        )
        left = [number for number in range(len(tasks)) if number not in found]
        half = len(left) // 2
        for some in (left[:half], left[half:]):
            found |= dict(zip(some, self.carry([tasks[number] for number in some]), strict=True))
        return [found[number] for number in range(len(tasks))]

    def _opened(self, tasks: Sequence[Task], names: dict[int, str]) -> list[Task | Lost]:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            contents = pool.map(self._objects.read, (names[number] for number in range(len(tasks))))
            return [opened(task, json.loads(content)) for task, content in zip(tasks, contents, strict=True)]
