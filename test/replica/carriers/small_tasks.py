"""Runs cut into more tasks than they need, which are done in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from replica.carriers.carrier import Carrier, Lost, Task
from replica.carriers.choose import carrier_of
from replica.carriers.exchange import Exchange
from replica.engine.limits import Limits


@dataclass(frozen=True)
class Shuffled:
    """The tasks of another carrier in an order of its own."""

    carrier: Carrier

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        order = random.Random(16).sample(range(len(tasks)), len(tasks))
        answers = self.carrier.carry([tasks[number] for number in order])
        return [answer for _, answer in sorted(zip(order, answers, strict=True), key=lambda each: each[0])]


def cut_small(patch: pytest.MonkeyPatch, *, objects: int, cells: int, bucket_bytes: int) -> None:
    """Tasks of at most so many objects and cells, and buckets of so many bytes, in any order."""
    patch.setattr("replica.silver.reading.READ_OBJECTS", objects)
    patch.setattr("replica.silver.phases.SETTLE_CELLS", cells)
    patch.setattr("replica.plan.cut.BUCKET_BYTES", bucket_bytes)
    patch.setattr("replica.silver.work_through.carrier_of", _shuffled)


def _shuffled(name: str, limits: Limits, shared: str, folder: str) -> tuple[Carrier, Exchange]:
    carrier, exchange = carrier_of(name, limits, shared, folder)
    return Shuffled(carrier), exchange
