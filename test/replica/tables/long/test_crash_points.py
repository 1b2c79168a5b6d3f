"""A run that is killed at any point, and a run after it: as if nothing had been. Nothing is lost, nothing doubled.

`AIRLOCK_CRASH_POINTS=all` kills it at every point.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from checksums import TABLES, checksums
from doomed import run_doomed
from landing import Landing, reading
from two_days import first_day, run_clean, run_maintenance, second_day


def first_run(landing: Landing, _: Path) -> None:
    first_day(landing)


def later_run(landing: Landing, root: Path) -> None:
    """One that finds rows to write anew, in files that maintenance made."""
    first_day(landing)
    run_clean(root, "first")
    for number in range(3):
        landing.put_readings(f"more-{number}", [reading("Flow", f"2026-10-01T00:01:0{number + 1}Z", "1")])
        run_clean(root, f"more-{number}")
    run_maintenance(root)
    second_day(landing)


@pytest.fixture(scope="module")
def processes() -> Iterator[ForkServerContext]:
    """Processes that find everything imported, and share nothing else with this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["doomed", "boto3"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    yield context
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


def end_of(processes: ForkServerContext, root: Path, names: Path, last: int | None) -> int | None:
    process = processes.Process(target=run_doomed, args=(root, names, last))
    process.start()
    process.join(120)
    return process.exitcode


def tried(points: list[str]) -> Iterator[tuple[int, str]]:
    """Of several of a kind in a row the first and the last; all where that is asked for."""
    every = os.environ.get("AIRLOCK_CRASH_POINTS") == "all"
    for number, point in enumerate(points):
        if every or points[max(0, number - 1) : number + 2].count(point) < 3:
            yield number, point


@pytest.mark.parametrize("build", [first_run, later_run])
def test_a_run_after_one_that_was_killed_at_any_point_leaves_what_one_alone_would(
    processes: ForkServerContext, tmp_path: Path, build: Callable[[Landing, Path], None]
) -> None:
    given, alone = tmp_path / "given", tmp_path / "alone"
    build(Landing(given), given)
    shutil.copytree(given, alone)
    assert end_of(processes, alone, tmp_path / "points", None) == 0
    points, expected = (tmp_path / "points").read_text().splitlines(), checksums((alone / "silver").as_uri())
    assert points.count("Table.create") + points.count("OpenTable.commit") == len(TABLES)
    wrong = []
    for number, point in tried(points):
        root = tmp_path / f"killed-{number}"
        shutil.copytree(given, root)
        assert end_of(processes, root, tmp_path / "passed", number) == -signal.SIGKILL
        told = run_clean(root, "again")
        if checksums((root / "silver").as_uri()) != expected or told["outcome"] not in ("cleaned", "nothing new"):
            wrong.append(f"{number}: {point}")
        shutil.rmtree(root)
    assert wrong == []
