"""The two real data sets, both from the wheel `bibmon` (Apache-2.0): a refinery's export and Tennessee Eastman runs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

from plant.process.readings import Sample, Tag

TEP_START = 1_767_225_600  # 2026-01-01T00:00:00Z: the runs carry no date of their own
TEP_STEP_S = 180
TEP_UNITS = {"Unit 1": "d00.dat", "Unit 2": "d01_te.dat"}
PROCESS_ASSET = "Process Unit"


class ProcessRow(NamedTuple):
    """One row of the refinery's export: naive local time and one text a tag (a number or a state's name)."""

    local: datetime
    texts: tuple[str, ...]


class Signal(NamedTuple):
    """A tag and all its samples, before any archive."""

    tag: Tag
    samples: list[Sample]


def _bibmon_file(path: str) -> Path:
    return Path(str(distribution("bibmon").locate_file(f"bibmon/{path}")))


def read_process() -> tuple[list[str], list[ProcessRow]]:
    """Column names and the 3,169 rows of the refinery's export."""
    with _bibmon_file("real_process_data/real_process_data.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        _, *columns = next(lines)
        return columns, [ProcessRow(datetime.fromisoformat(time), tuple(texts)) for time, *texts in lines]


def read_tennessee_eastman(steps: int | None = None) -> list[Signal]:
    """All 52 signals of both units, the first `steps` samples of each (all by default)."""
    variables = list(_variables())
    signals = []
    for unit, file in TEP_UNITS.items():
        for variable, values in zip(variables, _columns(file, len(variables)), strict=True):
            times = range(TEP_START, TEP_START + len(values) * TEP_STEP_S, TEP_STEP_S)
            samples = [Sample(at, value) for at, value in zip(times, values, strict=True)]
            signals.append(Signal(_tag(unit, variable), samples[:steps]))
    return signals


def _columns(file: str, width: int) -> list[tuple[float, ...]]:
    text = _bibmon_file(f"tennessee_eastman/{file}").read_text(encoding="ascii")
    table = [tuple(float(word) for word in line.split()) for line in text.splitlines()]
    # d00.dat is the one file of the set that holds a variable a line instead of a time a line
    return table if len(table) == width else list(zip(*table, strict=True))


def _variables() -> Iterator[dict[str, str]]:
    with Path(__file__).with_name("data").joinpath("tennessee_eastman.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _tag(unit: str, variable: dict[str, str]) -> Tag:
    return Tag(
        asset=rf"\\TEP\Plant\{unit}",
        attribute=variable["attribute"],
        point=f"TEP.{unit.replace('nit ', '')}.{variable['variable']}",
        unit=variable["unit"],
        type=variable["type"],
        is_step=variable["step"] == "true",
        zero=float(variable["zero"]),
        span=float(variable["span"]),
        exc_dev=float(variable["exc_dev"]),
        exc_max_s=int(variable["exc_max_s"]),
        comp_dev=float(variable["comp_dev"]),
        comp_max_s=int(variable["comp_max_s"]),
    )
