"""Explains a cell of gold: `python -m replica.explain --settings URI --silver URI --gold URI --dataset D --column C --time T [--asset A]`.

Prints a JSON object with `lines`, for people, and the readings behind the cell. Exit 1 where gold has no such cell.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from replica.engine.limits import limits_here
from replica.explain.find import find
from replica.explain.question import Question, QuestionError
from replica.explain.words import lines_of
from replica.gold.steps import connect_gold
from replica.settings import parse_settings
from replica.store.places import read_object


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="replica.explain", description=__doc__, allow_abbrev=False)
    for name in ("settings", "silver", "gold", "dataset", "column", "time"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--asset")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="airlock-") as scratch:
        limits = limits_here(Path(scratch))
        settings = parse_settings(read_object(given.settings).decode("utf-8"))
        try:
            asked = Question(
                settings, given.silver.rstrip("/"), given.gold.rstrip("/"), given.dataset, given.column, _moment(given.time), given.asset,
                limits,
            )  # fmt: skip
            with connect_gold(limits) as con:
                cell = find(con, asked)
        except QuestionError as error:
            print(error, file=sys.stderr)
            return 1
    told = {
        "lines": list(lines_of(cell)), "value": cell.value, "share": cell.share, "statistic": cell.statistic,
        "readings": cell.readings, "others": cell.others,
        "quarantined": cell.lost,
    }  # fmt: skip
    print(json.dumps(told, default=str))
    return 0


def _moment(text: str) -> datetime:
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise QuestionError(f"time: got {text}, wanted ISO 8601 such as 2026-01-01T00:05:00Z") from error
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
