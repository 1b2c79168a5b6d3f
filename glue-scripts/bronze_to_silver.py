"""Clean: what landed in bronze since the last run goes to silver, quarantine and ledger."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from replica.clean import clean
from replica.commit import Run
from replica.entry import start


def main(arguments: list[str]) -> None:
    job = start("bronze-to-silver", __doc__, ("bronze", "silver"), arguments)
    run = Run(job.spark, job.settings, **job.layers, run_id=job.run_id, now=datetime.now(UTC), meter=job.meter)
    job.finish(clean(run))


if __name__ == "__main__":
    main(sys.argv[1:])
