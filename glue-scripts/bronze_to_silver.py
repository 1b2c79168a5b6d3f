"""Clean: what landed in bronze since the last run goes to silver, quarantine and ledger; what is asked for is judged again."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from replica.job.entry import start
from replica.silver.clean import clean
from replica.silver.replay import Request
from replica.silver.run import Run


def main(arguments: list[str]) -> None:
    job = start("bronze-to-silver", __doc__, ("bronze", "silver"), arguments)
    run = Run(
        job.settings, **job.layers, run_id=job.run_id, now=datetime.now(UTC), limits=job.limits, carrier=job.carrier,
        tasks=job.tasks,
        meter=job.meter, replay=None if job.replay is None else Request.parse(job.replay),
    )  # fmt: skip
    job.finish(clean(run))


if __name__ == "__main__":
    main(sys.argv[1:])
