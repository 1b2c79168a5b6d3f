"""Build gold: every dataset on its grid, as a Delta table and as one Parquet object."""

from __future__ import annotations

import sys

from replica import RULE_VERSION
from replica.gold.build import build
from replica.gold.measure import DatasetMeter
from replica.gold.run import Build
from replica.job.entry import start


def main(arguments: list[str]) -> None:
    job = start("silver-to-gold", __doc__, ("silver", "gold"), arguments)
    meter = None if job.meter is None else DatasetMeter(job.meter, job.settings, job.layers["silver"])
    run = Build(
        job.settings, **job.layers, run_id=job.run_id, rule_version=RULE_VERSION, limits=job.limits, meter=meter, carrier=job.carrier,
    )  # fmt: skip
    job.finish(build(run))


if __name__ == "__main__":
    main(sys.argv[1:])
