"""Gold of a whole set, against the peer; and after one late reading, with the same number of readings over a year."""

from __future__ import annotations

from bench.data.shape import over_a_year
from bench.jobs import SPARK_TASKS
from bench.line import Line, relative
from bench.run import Cleaned, Run


def gold(run: Run) -> None:
    first = run.cleaned(run.shape, "clean, the product, for gold")
    place, rows = first.place, run.options.rows
    peer = place.bronze.parent / "duckdb-gold.parquet"
    built = run.measure("gold, the product", run.jobs.build(place))
    duckdb = run.measure_peer("gold, DuckDB", "gold_duckdb", place.silver, place.settings, peer)
    run.report.figures["gold"] = relative(built, duckdb, "DuckDB")
    run.report.lines.append(Line("gold", "product", rows, built, run.report.figures["gold"]))
    output = run.compare_gold(peer, place.built) if duckdb else ""
    run.report.lines.append(Line("gold", "DuckDB", rows, duckdb, relative(duckdb, duckdb, "DuckDB"), output))
    if run.options.spark:
        _by_spark(run, first)
    _late_reading(run)


def _by_spark(run: Run, first: Cleaned) -> None:
    for tasks in SPARK_TASKS:
        gold = first.place.gold.with_name(f"gold-spark-{tasks}")
        gold.mkdir()
        place = first.place.with_gold(gold)
        who = f"product by Spark, {tasks} tasks"
        measured = run.measure(f"gold, {who}", run.jobs.by_spark(tasks).build(place))
        output = run.compare_gold(place.built, first.place.built)
        run.report.lines.append(Line("gold", who, run.options.rows, measured, None, output))


def _late_reading(run: Run) -> None:
    """A reading of the middle of the year comes when all of it is built."""
    shape = over_a_year(run.options.rows, run.options.seed)
    cleaned = run.cleaned(shape, "clean, the product, a year")
    whole = run.measure("gold, the product, a year", run.jobs.build(cleaned.place))
    cleaned.place.take_in(run.late(shape, 1))
    run.measure("clean, the product, one late reading", run.jobs.clean(cleaned.place))
    again = run.measure("gold, the product, after one late reading", run.jobs.build(cleaned.place))
    run.report.lines += [
        Line("gold", "product, a year: clean", shape.rows, cleaned.measured),
        Line("gold", "product, a year", shape.rows, whole),
        Line("gold", "product, after one late reading", 0, again, relative(again, whole, "whole build")),
    ]
