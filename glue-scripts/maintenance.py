"""Maintenance: compact silver's small files, and keep the history of silver and gold as long as promised."""

from __future__ import annotations

import sys

from replica.job.entry import start
from replica.maintenance.maintain import maintain
from replica.maintenance.upkeep import Upkeep


def main(arguments: list[str]) -> None:
    job = start("maintenance", __doc__, ("silver", "gold"), arguments)
    job.finish(maintain(Upkeep(job.settings, **job.layers, run_id=job.run_id, limits=job.limits)))


if __name__ == "__main__":
    main(sys.argv[1:])
