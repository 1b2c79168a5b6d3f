"""Data of the demo's size: fixed costs. First runs against the peer, runs with nothing new, one late file."""

from __future__ import annotations

from bench.data.shape import Shape
from bench.line import Line, relative
from bench.measure.measured import Measured
from bench.run import Run
from bench.workspace import Workspace

_ROWS = 400_000
_OBJECT_ROWS = 3_100
_LATE_ROWS = 1_000


def small(run: Run) -> None:
    shape = Shape(_ROWS, run.options.seed, object_rows=_OBJECT_ROWS)
    place = run.replica(shape)
    _measure_first(run, place)
    for what, rows in (("nothing new", 0), ("one late file", _LATE_ROWS)):
        if rows:
            place.take_in(run.late(shape, rows))
        for job, measured in _measure_jobs(run, place, what).items():
            run.report.lines.append(Line("small", f"product, {what}, {job}", rows, measured))


def _measure_first(run: Run, place: Workspace) -> None:
    """Each job, then the peer with the same output."""
    product = _measure_jobs(run, place, "first")
    folder = place.bronze.parent
    silver, gold = folder / "duckdb", folder / "duckdb-gold.parquet"
    peers = {
        "clean": run.measure_peer("small, clean, DuckDB", "silver_duckdb", place.bronze, place.settings, silver),
        "gold": run.measure_peer("small, gold, DuckDB", "gold_duckdb", place.silver, place.settings, gold),
    }
    outputs = {
        "clean": lambda: run.compare_silver(silver, place.events),
        "gold": lambda: run.compare_gold(gold, place.built),
    }
    for job, peer in peers.items():
        times = relative(product[job], peer, "DuckDB")
        run.report.lines += [
            Line("small", f"product, first, {job}", _ROWS, product[job], times),
            Line(
                "small", f"DuckDB, {job}", _ROWS, peer, relative(peer, peer, "DuckDB"), outputs[job]() if peer else ""
            ),
        ]


def _measure_jobs(run: Run, place: Workspace, what: str) -> dict[str, Measured]:
    commands = {"clean": run.jobs.clean(place), "gold": run.jobs.build(place)}
    return {job: run.measure(f"small, {what}, {job}", command) for job, command in commands.items()}
