"""Data of the demo's size: fixed costs. First runs, runs with nothing new, one late file."""

from __future__ import annotations

from bench.data.shape import Shape
from bench.line import Line, relative
from bench.run import Run
from bench.workspace import Workspace

_ROWS = 400_000
_OBJECT_ROWS = 3_100
_LATE_ROWS = 1_000


def small(run: Run) -> None:
    shape = Shape(_ROWS, run.options.seed, object_rows=_OBJECT_ROWS)
    place = run.replica(shape)
    folder = place.bronze.parent
    _measure_jobs(run, place, "first", _ROWS)
    peer = run.measure_peer("small, clean, DuckDB", "silver_duckdb", place.bronze, place.settings, folder / "duckdb")
    output = run.compare_silver(folder / "duckdb", place.silver / "delta" / "pi_event") if peer else ""
    run.report.lines.append(Line("small", "DuckDB, clean", _ROWS, peer, relative(peer, peer, "DuckDB"), output))
    _measure_jobs(run, place, "nothing new", 0)
    place.take_in(run.late(shape, _LATE_ROWS))
    _measure_jobs(run, place, "one late file", _LATE_ROWS)


def _measure_jobs(run: Run, place: Workspace, what: str, rows: int) -> None:
    for job, command in {"clean": run.jobs.clean(place), "gold": run.jobs.build(place)}.items():
        measured = run.measure(f"small, {what}, {job}", command)
        run.report.lines.append(Line("small", f"product, {what}, {job}", rows, measured))
