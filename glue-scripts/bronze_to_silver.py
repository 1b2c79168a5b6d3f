"""Clean: what landed in bronze since the last run goes to silver, quarantine and ledger."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from replica.clean import clean
from replica.commit import Run
from replica.objects import read_object
from replica.session import open_session
from replica.settings import parse_settings


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    for name in ("--settings", "--bronze", "--silver"):
        parser.add_argument(name, required=True, help="URI")
    parser.add_argument("--JOB_RUN_ID", required=True, dest="run_id", help="given by Glue")
    # Glue adds arguments of its own
    given, _ = parser.parse_known_args(arguments)
    spark = open_session("bronze-to-silver")
    settings = parse_settings(read_object(given.settings).decode("utf-8"))
    run = Run(spark, settings, given.bronze.rstrip("/"), given.silver.rstrip("/"), given.run_id, datetime.now(UTC))
    print(json.dumps(clean(run)))


if __name__ == "__main__":
    main(sys.argv[1:])
