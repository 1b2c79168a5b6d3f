"""The clean job: what landed since the last run goes to silver or to quarantine, or is named as a repeat."""

from __future__ import annotations

from typing import Any

from replica.engine.connect import connect
from replica.silver import account, attempt
from replica.silver.commit import Silver
from replica.silver.measure import measure
from replica.silver.run import Run
from replica.silver.work_through import work_through
from replica.silver.worklist import find_work
from replica.store.places import objects_at
from replica.telemetry.steps import Steps


def clean(run: Run) -> dict[str, Any]:
    """Clean everything that is new; the summary for the log.

    Raises AccountOpenError, before anything is committed, where the cells of an object do not add up.
    """
    steps, bronze = Steps(), objects_at(run.bronze)
    silver = Silver.at(run.silver, objects_at(run.silver)).undo_unfinished(run.run_id)
    # an event happens when it does: no event view is ever stale
    views = run.settings.views.keys() - run.settings.tag_places - run.settings.event_places
    before = silver.newest_landed(views)
    with connect(run.limits) as con:
        work = find_work(con, bronze, silver, run.limits.scratch, run.now, run.replay)
        steps.done("plan")
        if not work.landed and not work.batches and not work.again:
            measure(run.meter, [], before, views, run.now)
            return {"job": "clean", "run": run.run_id, "outcome": "nothing new", "sites": {}, "steps": steps.told}
        ended = attempt.ended_run(silver.objects)
        attempt.begin(silver.objects, run.run_id)
        try:
            accounts, turned = work_through(run, con, bronze, silver, work, steps, after=ended)
        finally:
            attempt.end(silver.objects)
    new, again = ([each for each in accounts if each.is_replay is judged] for judged in (False, True))
    measure(run.meter, new, before, views, run.now)
    told = {
        "outcome": "cleaned",
        "sites": account.summary(new),
        "columns": account.notes(new),
        "replayed": {"objects": len(again), "turned": turned},
        "steps": steps.told,
    }
    return {"job": "clean", "run": run.run_id, **told}
