"""The gold job: every dataset whose silver has changed, window by window."""

from __future__ import annotations

from typing import Any

from replica.gold.dataset import Dataset, gold_table, silent_ticks
from replica.gold.exporting.export import Export
from replica.gold.last_build import marks_due, marks_of
from replica.gold.planning.plan import make_plan
from replica.gold.run import Build, Silver
from replica.gold.steps import Steps
from replica.gold.write import Writing


def build(run: Build) -> dict[str, Any]:
    """Build what has changed; the summary for the log, with CPU seconds by step."""
    silver, steps = Silver.open(run.silver), Steps()
    datasets = [] if silver is None else run.settings.datasets
    outcomes = {each.name: _build_one(run, each, silver, steps) for each in datasets if silver is not None}
    return {"job": "gold", "run": run.run_id, "datasets": outcomes, "steps": steps.cpu_s}


def _build_one(run: Build, dataset: Dataset, silver: Silver, steps: Steps) -> dict[str, Any]:
    opened = gold_table(run.gold, dataset.name).open()
    last, due = marks_of(opened), marks_due(run, dataset, silver)
    windows: list[str] = []
    if last is None or last != last.seen(due):
        with steps.timed("plan"):
            plan = make_plan(run, dataset, silver, last, due)
        if plan.is_whole and not plan.groups:
            return {"outcome": "no events"}
        Writing(run, dataset, silver, opened, plan, steps).write(last, due)
        windows = sorted(plan.months)
        opened = gold_table(run.gold, dataset.name).open()
    stands = marks_of(opened)
    assert opened is not None
    assert stands is not None
    with steps.timed("export"):
        export = Export(
            run.gold,
            dataset.name,
            opened,
            stands.build,
            silent_ticks(dataset),
            dataset.statistics,
            run.settings.single_object_gib,
            run.limits.within("export"),
        )
        exported = export.run()
    if run.meter is not None:
        run.meter.dataset(dataset.name, exported)
    if exported is None:
        return {"outcome": "unchanged", "version": opened.version}
    return {"outcome": "built", "version": opened.version, "rows": exported.rows, "windows": windows}
