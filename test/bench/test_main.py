"""The command: what it prints last, and its exit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.__main__ import main
from bench.data.version import version


def _bench(cache: Path, product: Path, *more: str) -> int:
    places = ["--cache", str(cache), "--product", str(product)]
    return main(["late", "--rows", "20k", *places, *more])


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A checkout whose jobs do nothing but say so."""
    return _checkout(tmp_path / "product", 'echo \'{"steps": {"plan": 0.25}}\'')


def _checkout(root: Path, does: str) -> Path:
    python = root / ".venv" / "jobs" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{does}\n")
    python.chmod(0o755)
    return root


def test_the_last_line_is_the_four_ratios(tmp_path: Path, product: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _bench(tmp_path / "cache", product) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("silver -x DuckDB, gold -x DuckDB, late ")
    assert last.endswith(" %, tiny -x, send -x a script")


def test_the_load_is_said_before_each_measurement(
    tmp_path: Path, product: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _bench(tmp_path / "cache", product)
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("measures ")]
    assert [line.rpartition(" (load ")[0] for line in said] == [
        "measures clean, the product, first run",
        "measures clean, the product, late batch of 1 %",
        "measures clean, the product, the same batch again",
    ]


def test_the_figures_are_written_for_a_program(tmp_path: Path, product: Path) -> None:
    file = tmp_path / "figures.json"
    _bench(tmp_path / "cache", product, "--json", str(file))
    assert [line["measured"]["summary"]["steps"] for line in json.loads(file.read_text())["lines"]] == [
        {"plan": 0.25}
    ] * 3


def test_replicas_are_removed_and_sets_of_data_stay(tmp_path: Path, product: Path) -> None:
    _bench(tmp_path / "cache", product)
    assert sorted(folder.name for folder in (tmp_path / "cache").iterdir()) == [
        f"20000-rows-seed-7-step-1-object-500000-{version()}",
        f"20000-rows-seed-7-step-1-object-500000-{version()}-late-200",
    ]


def test_what_measures_loads_no_engine_and_so_stays_small() -> None:
    """Its own memory would count as a command's greatest."""
    loaded = "import bench.__main__, sys; print({'duckdb', 'polars', 'pyarrow', 'deltalake'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout == "set()\n"
    )


def test_a_job_that_fails_is_exit_2_with_what_it_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    product = _checkout(tmp_path / "product", "echo 'no such bucket' >&2; exit 1")
    assert _bench(tmp_path / "cache", product) == 2
    assert "no such bucket" in capsys.readouterr().err
