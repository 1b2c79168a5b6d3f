"""The same rows in ten thousand tiny files, and in one."""

from __future__ import annotations

from dataclasses import replace

from bench.line import Line, relative
from bench.run import Run

_FILES = 10_000


def tiny(run: Run) -> None:
    rows = run.options.rows
    # Without manifests, as PI Integrator and streams land: else there would be twice as many objects.
    one = replace(run.shape, object_rows=rows, manifests=False)
    many = replace(one, object_rows=max(1, rows // _FILES))
    in_one = run.cleaned(one, "clean, the product, one file")
    in_many = run.cleaned(many, f"clean, the product, {many.objects} files")
    run.report.figures["tiny"] = relative(in_many.measured, in_one.measured, "one file")
    run.report.lines += [
        Line("tiny", "product, one file", rows, in_one.measured),
        Line(
            "tiny",
            f"product, {many.objects} files",
            rows,
            in_many.measured,
            run.report.figures["tiny"],
            run.compare_silver(in_many.place.events, in_one.place.events),
        ),
    ]
