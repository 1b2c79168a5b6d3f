"""`python -m tried --plan FILE --out FILE`: tries what the plan says and writes a JSON list of what came of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from tried.forbidden import try_forbidden
from tried.intended import try_intended
from tried.plan import Plan, read_plan
from tried.row import Row

CANNOT_TELL = 2


def main() -> int:
    parser = argparse.ArgumentParser(prog="tried", description=__doc__)
    parser.add_argument("--plan", type=Path, required=True, help="JSON file of what to try, where and as whom")
    parser.add_argument("--out", type=Path, required=True, help="JSON file to write")
    options = parser.parse_args()
    try:
        rows = [asdict(row) for row in _all(read_plan(options.plan))]
    except (OSError, ValueError, ClientError, BotoCoreError) as error:
        print(f"cannot try: {error}", file=sys.stderr)
        return CANNOT_TELL
    options.out.write_text(json.dumps(rows))
    return 0


def _all(plan: Plan) -> Iterator[Row]:
    """What is tried, one after the other; prints how far it is."""
    of_all = len(plan.identities)
    for place, identity in enumerate(plan.identities, start=1):
        tried = chain(try_intended(plan, identity), try_forbidden(plan, identity))
        for count, row in enumerate(tried, start=1):
            print(f"identity {place} of {of_all}: {count} requests", flush=True)
            yield row


if __name__ == "__main__":
    sys.exit(main())
