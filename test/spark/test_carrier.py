"""What Spark as a carrier promises of tasks that end in many ways, on workers that are killed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyspark.sql import SparkSession
from replica.carriers.carrier import Lost, Task, TaskError
from replica.carriers.exchange import Exchange
from replica.carriers.spark import LostTaskError, OnSpark


class Bench:
    """Tasks for a carrier, and the traces of their attempts."""

    def __init__(self, spark: SparkSession, folder: Path) -> None:
        self._traces = folder / "traces"
        self._traces.mkdir()
        self._carrier = OnSpark(spark, Exchange(folder.as_uri(), "exchange"))

    def carry(self, *tasks: tuple[str, int]) -> list[Task | Lost]:
        """`tasks` as work and how often it falls; each has its place as its number."""
        told = [
            {"work": f"tasks:{work}", "task": number, "falls": falls, "traces": str(self._traces)}
            for number, (work, falls) in enumerate(tasks)
        ]
        return self._carrier.carry(told)

    def attempts(self, number: int) -> int:
        return len(list(self._traces.glob(f"{number}-*")))


@pytest.fixture
def bench(spark: SparkSession, tmp_path: Path) -> Bench:
    return Bench(spark, tmp_path)


def test_each_task_gives_one_account_in_order_from_the_drivers_own_package(bench: Bench) -> None:
    answers = bench.carry(*[("tell", 0)] * 12)
    told = [each for each in answers if not isinstance(each, Lost)]
    assert [each["task"] for each in told] == list(range(12))
    assert [bench.attempts(number) for number in range(12)] == [1] * 12
    assert {each["threads"] for each in told} == {2}
    assert {Path(each["package"]).parents[1].name for each in told} == {"airlock.zip"}


def test_a_worker_that_is_killed_costs_its_own_task_a_second_attempt(bench: Bench) -> None:
    answers = bench.carry(("tell", 0), ("fall", 1), ("tell", 0), ("tell", 0))
    assert [isinstance(each, Lost) for each in answers] == [False] * 4
    assert [bench.attempts(number) for number in range(4)] == [
        1,
        3,
        1,
        1,
    ]  # `fall` leaves a second trace where it goes on


def test_an_executor_that_is_killed_costs_what_it_had_in_hand(bench: Bench) -> None:
    answers = bench.carry(("tell", 0), ("end_executor", 1), ("tell", 0), ("tell", 0))
    assert [isinstance(each, Lost) for each in answers] == [False] * 4
    assert bench.attempts(1) == 3
    assert bench.attempts(0) == 1


def test_a_task_that_kills_every_worker_is_lost_alone(bench: Bench) -> None:
    answers = bench.carry(("tell", 0), ("fall", 9), ("want_more", 0), ("tell", 0))
    assert [each.why if isinstance(each, Lost) else None for each in answers] == [
        None,
        "its process ended, SIGKILL",
        "Out of Memory Error: planted",
        None,
    ]
    assert [bench.attempts(number) for number in (0, 1, 3)] == [1, 2, 1]


def test_a_task_that_ends_every_executor_is_lost_alone_and_what_is_done_is_done(bench: Bench) -> None:
    answers = bench.carry(("tell", 0), ("tell", 0), ("end_executor", 9), ("tell", 0))
    assert [each.why if isinstance(each, Lost) else None for each in answers] == [
        None,
        None,
        "its worker ended: ExecutorLostFailure",
        None,
    ]
    assert [bench.attempts(number) for number in (0, 1)] == [1, 1]


def test_answers_that_spark_lost_in_silence_end_the_run(
    bench: Bench, spark: SparkSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What collect() gives where the results of the tasks were more than the driver could hold.
    monkeypatch.setattr(type(spark.range(1)), "collect", lambda _: [])
    with pytest.raises(LostTaskError, match="got 0 answers of 0 tasks, wanted 2"):
        bench.carry(("tell", 0), ("tell", 0))


def test_an_error_ends_the_run_with_its_last_words_after_every_attempt(bench: Bench) -> None:
    with pytest.raises(TaskError, match=r"(?s)tasks:fail: .*ValueError: planted"):
        bench.carry(("tell", 0), ("fail", 0))
    assert bench.attempts(1) == 2
