"""Maintenance: compact silver, purge its deletion vectors, and vacuum silver and gold within the promised time travel."""

from __future__ import annotations

import sys

from replica.entry import start
from replica.maintenance import Upkeep, maintain


def main(arguments: list[str]) -> None:
    job = start("maintenance", __doc__, ("silver", "gold"), arguments)
    job.finish(maintain(Upkeep(job.spark, job.settings, **job.layers, run_id=job.run_id)))


if __name__ == "__main__":
    main(sys.argv[1:])
