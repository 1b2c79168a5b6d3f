"""Maintenance: compact silver, purge its deletion vectors, and vacuum silver and gold within the promised time travel."""

from __future__ import annotations

import argparse
import json
import sys

from replica.maintenance import Upkeep, maintain
from replica.objects import read_object
from replica.session import open_session
from replica.settings import parse_settings


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    for name in ("--settings", "--silver", "--gold"):
        parser.add_argument(name, required=True, help="URI")
    parser.add_argument("--JOB_RUN_ID", required=True, dest="run_id", help="given by Glue")
    # Glue adds arguments of its own
    given, _ = parser.parse_known_args(arguments)
    spark = open_session("maintenance")
    settings = parse_settings(read_object(given.settings).decode("utf-8"))
    print(json.dumps(maintain(Upkeep(spark, settings, given.silver.rstrip("/"), given.gold.rstrip("/"), given.run_id))))


if __name__ == "__main__":
    main(sys.argv[1:])
