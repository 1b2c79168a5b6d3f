"""Small tables on disk, written as the jobs write them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import outside_reader
import pytest
from few_rows import FewRows
from landing import Landing, reading
from questions import FILTERS, ODD_TIMES, Answers, Rows
from two_days import first_day, run_clean, run_gold, run_maintenance, second_day

BENCH = Path(__file__).parents[3] / ".venv/bench/bin/python"
PYTHONS = {"polars": str(BENCH)}
"""Of readers that are not installed beside the jobs."""


@pytest.fixture
def few(tmp_path: Path) -> Iterator[FewRows]:
    with FewRows(tmp_path) as rows:
        yield rows


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """URI by name of every table that the jobs make of a small plant, in both layers."""
    root = tmp_path_factory.mktemp("plant")
    landing = Landing(root)
    for number, time in enumerate(ODD_TIMES):
        landing.put_readings(f"odd-{number}", [reading("Level", time, str(number))])
    first_day(landing)
    run_clean(root, "r1")
    run_maintenance(root)
    second_day(landing)
    run_clean(root, "r2")
    run_gold(root)
    logs = sorted(root.glob("*/delta/*/_delta_log"))
    return {log.parent.name: log.parent.as_uri() for log in logs}


@pytest.fixture(scope="module")
def answers(tables: dict[str, str]) -> Answers:
    @cache
    def ask(reader: str) -> tuple[dict[str, Rows], list[Rows]]:
        whole = [(uri, None, None, None, False) for uri in tables.values()]
        asked = json.dumps([*whole, *((tables[table], *wanted) for table, *wanted in FILTERS)])
        run = subprocess.run(
            [PYTHONS.get(reader, sys.executable), outside_reader.__file__, reader, asked],
            capture_output=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr.decode()
        told = json.loads(run.stdout)
        return dict(zip(tables, told, strict=False)), told[len(tables) :]

    return ask
