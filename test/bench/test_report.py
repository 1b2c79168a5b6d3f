"""The last line, which a program may read."""

from __future__ import annotations

import json

from bench.line import Line, Relative, relative
from bench.measure.measured import Measured
from bench.report import SAME, Report
from bench.table import table


def _measured(cpu_s: float) -> Measured:
    return Measured(cpu_s, wall_s=2.0, peak_bytes=500_000_000, load=0.5, summary={"steps": {"read": 1.25}})


def test_the_last_line_has_four_ratios() -> None:
    figures: dict[str, Relative | None] = {
        "silver": Relative(1.204, "DuckDB"),
        "gold": Relative(0.9, "DuckDB"),
        "late": Relative(0.154, "first run"),
        "tiny": Relative(2.8, "one file"),
        "send": Relative(0.5, "a script"),
    }
    assert Report(figures=figures).last_line() == (
        "silver 1.20x DuckDB, gold 0.90x DuckDB, late 15 %, tiny 2.80x, send 0.50x a script"
    )


def test_what_was_not_run_is_a_dash() -> None:
    report = Report(figures={"late": Relative(0.2, "first run")})
    assert report.last_line() == "silver -x DuckDB, gold -x DuckDB, late 20 %, tiny -x, send -x a script"


def test_a_peer_that_failed_gives_no_ratio() -> None:
    report = Report(figures={"silver": relative(_measured(3), None, "DuckDB")})
    assert report.last_line() == "silver -x DuckDB, gold -x DuckDB, late - %, tiny -x, send -x a script"


def test_a_peer_that_made_other_rows_is_a_difference() -> None:
    lines = [Line("clean", who, 10, _measured(1), output=said) for who, said in (("DuckDB", SAME), ("Polars", "OTHER"))]
    assert (Report(lines[:1]).differs, Report(lines).differs) == (False, True)


def test_the_document_is_json_and_has_the_last_line() -> None:
    report = Report([Line("clean", "product", 10, _measured(1))], {"silver": None})
    document = json.loads(json.dumps(report.document()))
    assert document["last"] == report.last_line()


def test_a_line_of_the_table_has_rows_a_cpu_second_and_its_steps() -> None:
    line = Line("clean", "product", 5_000_000, _measured(10), relative(_measured(10), _measured(8), "DuckDB"), SAME)
    _, figures, steps = table([line]).splitlines()
    assert figures.split() == ["clean", "product", "500", "10.0", "1.25x", "DuckDB", "2.0", "500", "0.5", "equal"]
    assert steps.strip() == "CPU s by step: read 1.2"


def test_a_share_of_the_first_run_is_in_percent() -> None:
    line = Line("late", "product", 10, _measured(1), relative(_measured(1), _measured(8), "first run"))
    assert "12 % of first run" in table([line])


def test_a_peer_that_failed_stands_in_the_table() -> None:
    assert table([Line("clean", "Polars", 10, None)]).splitlines()[1].split() == ["clean", "Polars", "failed"]
