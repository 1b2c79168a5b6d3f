"""A batch of late readings, one in a hundred of what stands, spread over all tags and all of its time; then the same once more."""

from __future__ import annotations

from bench.line import Line, relative
from bench.run import Run


def late(run: Run) -> None:
    first = run.cleaned(run.shape, "clean, the product, first run")
    count = run.options.rows // 100
    batch = run.late(run.shape, count)
    run.report.lines.append(Line("late", "product, first run", run.options.rows, first.measured))
    for ordinal, what in enumerate(("late batch of 1 %", "the same batch again")):
        first.place.take_in(batch, ordinal)
        measured = run.measure(f"clean, the product, {what}", run.jobs.clean(first.place))
        share = relative(measured, first.measured, "first run")
        run.report.figures.setdefault("late", share)
        run.report.lines.append(Line("late", f"product, {what}", count, measured, share))
