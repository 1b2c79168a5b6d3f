"""What bounds a task is what it holds, whatever the run holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from landing import Landing
from mixed import fill_first
from replica.carriers.carrier import Carrier, Lost, Task
from replica.carriers.choose import carrier_of
from replica.carriers.exchange import Exchange
from replica.engine.limits import Limits
from small_tasks import cut_small


class Counting:
    """Another carrier, and how many tasks of which work it had."""

    def __init__(self, carrier: Carrier, tasks: Counter[str]) -> None:
        self._carrier, self._tasks = carrier, tasks

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        self._tasks.update(task["work"].rpartition(":")[2] for task in tasks)
        return self._carrier.carry(tasks)


@pytest.mark.parametrize(("cells", "settle_tasks"), [(1, 4), (1_000_000, 1)])
def test_buckets_are_settled_together_up_to_so_many_cells(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, cells: int, settle_tasks: int
) -> None:
    assert _tasks(landing, monkeypatch, cells)["settle"] == settle_tasks


def test_a_bucket_counts_by_its_cells_and_not_by_its_files(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _tasks(landing, monkeypatch, cells=50)["settle"] == 4


def _tasks(landing: Landing, patch: pytest.MonkeyPatch, cells: int) -> Counter[str]:
    """Tasks of a run over some 240 cells in four buckets."""
    tasks: Counter[str] = Counter()

    def counted(name: str, limits: Limits, shared: str, folder: str) -> tuple[Carrier, Exchange]:
        carrier, exchange = carrier_of(name, limits, shared, folder)
        return Counting(carrier, tasks), exchange

    fill_first(landing)
    cut_small(patch, objects=1000, cells=cells, bucket_bytes=8_000)
    patch.setattr("replica.silver.work_through.carrier_of", counted)
    landing.clean()
    return tasks
