"""`python -m bench CASE …`: measures, prints one table and a last line of ratios.

Exit 1: a peer made other rows than the product. Exit 2: a case could not be measured; the others were.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from bench.cases import RUN_CASE
from bench.measure.run import FailedError
from bench.options import parse
from bench.run import Run
from bench.table import table


def main(arguments: Sequence[str] | None = None) -> int:
    run = Run(parse(arguments))
    try:
        failed = [case for case in run.options.cases if not _measured(run, case)]
    finally:
        run.forget_work()
    if run.options.json is not None:
        run.options.json.write_text(json.dumps(run.report.document(), indent=2))
    print(f"\n{table(run.report.lines)}\n\n{run.report.last_line()}")
    if failed:
        return 2
    return 1 if run.report.differs else 0


def _measured(run: Run, case: str) -> bool:
    """A case that fails costs itself, not the others."""
    try:
        RUN_CASE[case](run)
    except (FailedError, OSError, subprocess.CalledProcessError) as error:
        print(f"{case}: could not tell: {error}", file=sys.stderr, flush=True)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
