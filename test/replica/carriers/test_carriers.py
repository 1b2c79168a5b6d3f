"""What carriers promise of tasks that end in many ways."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from replica.carriers.apart import Apart
from replica.carriers.carrier import Lost, Task, TaskError
from replica.carriers.halve import carried
from replica.carriers.here import Here
from replica.engine.limits import Limits

CARRIERS = pytest.mark.parametrize("carrier", [Here, Apart])


def task(folder: Path, work: str, number: int = 0, **more: object) -> Task:
    return {"work": f"tasks:{work}", "task": number, "traces": str(folder), **more}


@pytest.fixture
def limits(tmp_path: Path) -> Limits:
    (tmp_path / "scratch").mkdir()
    return Limits(100_000_000, 1, tmp_path / "scratch")


@CARRIERS
def test_each_task_gives_one_account_in_order(carrier: type[Here | Apart], limits: Limits, tmp_path: Path) -> None:
    answers = carrier(limits).carry([task(tmp_path, "tell", number) for number in (2, 0, 1)])
    assert [each["task"] for each in answers if not isinstance(each, Lost)] == [2, 0, 1]


@CARRIERS
def test_nothing_of_a_task_stays_on_the_scratch_disk(
    carrier: type[Here | Apart], limits: Limits, tmp_path: Path
) -> None:
    carrier(limits).carry([task(tmp_path, "tell")])
    assert list(limits.scratch.iterdir()) == []


@CARRIERS
def test_a_task_that_wants_more_memory_than_it_may_have_is_lost(
    carrier: type[Here | Apart], limits: Limits, tmp_path: Path
) -> None:
    lost, kept = carrier(limits).carry([task(tmp_path, "want_more"), task(tmp_path, "tell", 1)])
    assert isinstance(lost, Lost)
    assert lost.why == "Out of Memory Error: planted"
    assert not isinstance(kept, Lost)


def test_apart_a_task_that_ends_its_process_is_lost_alone(limits: Limits, tmp_path: Path) -> None:
    lost, kept = Apart(limits).carry([task(tmp_path, "fall", falls=1), task(tmp_path, "tell", 1)])
    assert isinstance(lost, Lost)
    assert lost.why == "its process ended, SIGKILL"
    assert not isinstance(kept, Lost)


def test_apart_an_error_is_raised_with_its_last_words(limits: Limits, tmp_path: Path) -> None:
    with pytest.raises(TaskError, match=r"(?s)tasks:fail: .*ValueError: planted"):
        Apart(limits).carry([task(tmp_path, "fail")])


def test_apart_a_process_that_cannot_begin_says_nothing_of_its_task(
    limits: Limits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(TaskError, match="could not begin"):
        Apart(limits).carry([task(tmp_path, "tell")])


class Frail:
    """Does nothing, and loses each task that holds `poison`."""

    def __init__(self, poison: int) -> None:
        self.poison, self.jobs = poison, 0

    def carry(self, tasks: Sequence[Task]) -> list[Task | Lost]:
        self.jobs += 1
        return [Lost(each, "poisoned") if self.poison in each["items"] else each for each in tasks]


def test_halving_finds_the_one_that_ends_its_task_and_keeps_all_others() -> None:
    frail = Frail(poison=37)
    groups = [range(0, 30), range(30, 62)]
    told = list(carried(frail, groups, lambda number, some: {"task": number, "items": list(some)}))
    assert [list(some) for some, answer in told if isinstance(answer, Lost)] == [[37]]
    assert sorted(item for some, _ in told for item in some) == list(range(62))
    assert frail.jobs == 6
    numbers = [(answer.task if isinstance(answer, Lost) else answer)["task"] for _, answer in told]
    assert len(set(numbers)) == len(numbers)
