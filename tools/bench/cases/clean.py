"""Clean of a whole set, against the peers."""

from __future__ import annotations

from bench.jobs import SPARK_TASKS
from bench.line import Line, relative
from bench.run import Cleaned, Run


def clean(run: Run) -> None:
    first = run.cleaned(run.shape, "clean, the product")
    folder = first.place.bronze.parent
    rows, made = run.options.rows, first.place.events
    arguments = (first.place.bronze, first.place.settings)
    duckdb = run.measure_peer("clean, DuckDB", "silver_duckdb", *arguments, folder / "duckdb")
    polars = run.measure_peer("clean, Polars", "silver_polars", *arguments, folder / "polars")
    run.report.figures["silver"] = relative(first.measured, duckdb, "DuckDB")
    run.report.lines.append(Line("clean", "product", rows, first.measured, run.report.figures["silver"]))
    for who, measured in {"DuckDB": duckdb, "Polars": polars}.items():
        output = run.compare_silver(folder / who.lower(), made) if measured else ""
        run.report.lines.append(Line("clean", who, rows, measured, relative(measured, duckdb, "DuckDB"), output))
    if run.options.spark:
        _by_spark(run, first)


def _by_spark(run: Run, first: Cleaned) -> None:
    made = first.place.events
    for tasks in SPARK_TASKS:
        place = first.place.beside(f"spark-{tasks}")
        who = f"product by Spark, {tasks} tasks"
        measured = run.measure(f"clean, {who}", run.jobs.by_spark(tasks).clean(place))
        output = run.compare_silver(place.events, made)
        times = relative(measured, first.measured, "product")
        run.report.lines.append(Line("clean", who, run.options.rows, measured, times, output))
