"""Build gold: every dataset on its grid, as a Delta table and as one Parquet object."""

from __future__ import annotations

import sys

from replica.entry import start
from replica.gold import Build, build


def main(arguments: list[str]) -> None:
    job = start("silver-to-gold", __doc__, ("silver", "gold"), arguments)
    job.finish(build(Build(job.spark, job.settings, **job.layers, run_id=job.run_id, meter=job.meter)))


if __name__ == "__main__":
    main(sys.argv[1:])
