"""Tasks on the workers of Spark, which brings machines, retries and scheduling, and nothing else: no row passes through it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from replica.carriers.carrier import Lost, Task, run_task
from replica.engine.limits import limits_here

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class LostTaskError(RuntimeError):
    """Spark gave another number of accounts than there were tasks."""


class OnSpark:
    """A result that is too large is lost by Spark without a word: accounts are small, and each is counted."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        from pyspark.errors import PySparkException

        told = list(tasks)

        def run(batches: Iterator[Any]) -> Iterator[Any]:
            for batch in batches:
                for number in batch.column("i").to_pylist():
                    limits = limits_here(Path(tempfile.gettempdir()))
                    yield _text(json.dumps({"i": number, "account": run_task(told[number], limits)}))

        # An id a partition: Spark puts rows of any other frame together or apart as it likes.
        ids = self._spark.range(0, len(told), 1, len(told)).selectExpr("cast(id as int) i")
        try:
            rows = ids.mapInArrow(run, "account string").collect()
        except PySparkException as error:
            if len(told) == 1:
                return [Lost(told[0], str(error).strip()[:300])]
            return [each for task in told for each in self.carry([task])]
        found = {each["i"]: each["account"] for each in (json.loads(row.account) for row in rows)}
        if sorted(found) != list(range(len(told))) or len(rows) != len(told):
            raise LostTaskError(f"got {len(rows)} accounts of {len(found)} tasks, wanted {len(told)}")
        return [found[number] for number in range(len(told))]


def _text(value: str) -> Any:
    """A batch of one text. Not by pa.array, which imports pandas where there is one: two seconds in each new worker."""
    import pyarrow as pa

    data = value.encode()
    ends = (0).to_bytes(4, "little") + len(data).to_bytes(4, "little")
    column = pa.StringArray.from_buffers(1, pa.py_buffer(ends), pa.py_buffer(data))
    return pa.RecordBatch.from_arrays([column], ["account"])
