"""One run of the benchmark: its sets of data, what it measures, and what it knows so far."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.data.shape import Shape
from bench.data.version import version
from bench.jobs import Jobs
from bench.measure.measured import Measured
from bench.measure.run import FailedError, run
from bench.options import Options
from bench.report import SAME, Report
from bench.workspace import Workspace


@dataclass(frozen=True)
class Cleaned:
    """A replica after its first run of clean, and what that cost."""

    place: Workspace
    measured: Measured


@dataclass
class Run:
    """What imports DuckDB or reads much runs in processes of its own: bench.measure says why this one must stay small."""

    options: Options
    report: Report = field(default_factory=Report)
    _cleaned: dict[Shape, Cleaned] = field(default_factory=dict)

    @property
    def jobs(self) -> Jobs:
        return Jobs(self.options.product)

    @property
    def shape(self) -> Shape:
        """The set that most cases are about."""
        return Shape(self.options.rows, self.options.seed)

    def data(self, shape: Shape) -> Path:
        """The folder of a set, made where it is not there yet."""
        return self._made(shape, self.options.cache / f"{shape.name}-{version()}")

    def late(self, shape: Shape, count: int) -> Path:
        """The folder of `count` readings that the set lacks."""
        return self._made(shape, self.options.cache / f"{shape.name}-{version()}-late-{count}", str(count))

    def replica(self, shape: Shape) -> Workspace:
        """A replica to which the set has landed."""
        return Workspace.fresh(self._work / shape.name, self.data(shape))

    def cleaned(self, shape: Shape, what: str) -> Cleaned:
        """The replica of a set after its first run; measured once in a run of the benchmark."""
        if shape not in self._cleaned:
            place = self.replica(shape)
            self._cleaned[shape] = Cleaned(place, self.measure(what, self.jobs.clean(place)))
        return self._cleaned[shape]

    def measure(self, what: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
        print(f"measures {what} (load {os.getloadavg()[0]:.1f})", flush=True)
        return run(command, environment)

    def measure_peer(self, what: str, peer: str, *arguments: Path) -> Measured | None:
        """A peer may fail, of too little memory say, and is then shown as failed."""
        try:
            return self.measure(what, [sys.executable, "-m", "bench.peers", peer, *map(str, arguments)])
        except FailedError as error:
            print(error, file=sys.stderr, flush=True)
            return None

    def compare_silver(self, one: Path, other: Path) -> str:
        """Whether two tables hold the same readings, for the table of figures."""
        found = _answer("check", "silver", one, other)
        is_same = found["differ"] == 0 and found["rows"][0] == found["rows"][1]
        return SAME if is_same else f"OTHER ROWS: {found}"

    def compare_sent(self, one: Path, other: Path) -> str:
        """Whether two folders hold the same readings as they were told, for the table of figures."""
        found = _answer("check", "sent", one, other)
        is_same = found["differ"] == 0 and found["rows"][0] == found["rows"][1] > 0
        return SAME if is_same else f"OTHER READINGS: {found}"

    def compare_gold(self, one: Path, other: Path) -> str:
        """Whether two tables hold the same cells, for the table of figures."""
        found = _answer("check", "gold", one, other)
        return SAME if found["differ"] == 0 else f"OTHER CELLS: {found}"

    def empty(self, name: str) -> Path:
        """A new folder that goes with this run's work."""
        folder = self._work / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def forget_work(self) -> None:
        """Remove the replicas; sets of data stay."""
        shutil.rmtree(self._work, ignore_errors=True)

    @property
    def _work(self) -> Path:
        return self.options.cache / "work"

    def _made(self, shape: Shape, folder: Path, *late: str) -> Path:
        if not folder.is_dir():
            print(f"makes {folder.name}", flush=True)
            _module("data", json.dumps(asdict(shape)), str(folder), *late)
        return folder


def _answer(module: str, *arguments: object) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_module(module, *map(str, arguments)))
    return answer


def _module(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"bench.{module}", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
