"""The command `python -m plant <verb>`. Exit 0 fine, 1 a finding, 2 could not tell."""

from __future__ import annotations

import gc
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from botocore.exceptions import BotoCoreError

from plant.delivery import PARTS
from plant.serve import serve_site
from plant.verbs import compare_gold, expect_accounting, feed_site, list_faults, list_records, write_truths
from plant.webapi.verb import add_arguments


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.verb(options))
    except (OSError, ValueError, KeyError, BotoCoreError) as error:
        print(f"could not tell: {error!r}", file=sys.stderr)
        return 2


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="plant", description="plays the plants of a configuration with real process data")
    verbs = parser.add_subparsers(required=True, metavar="verb")

    verb = verbs.add_parser("feed", parents=[_played()], help="write one site's files through the airlock")
    verb.add_argument("--site", required=True)
    verb.add_argument("--run", required=True, help="prefix within the view, for example a date")
    verb.add_argument("--part", choices=("main", "late"), default="main")
    verb.set_defaults(verb=feed_site)

    verb = verbs.add_parser(
        "records", parents=[_played()], help="list the records of one site's stream as they are sent"
    )
    verb.add_argument("--site", required=True)
    verb.set_defaults(verb=list_records)

    verb = verbs.add_parser("faults", parents=[_played()], help="list the faults of a seed")
    verb.add_argument("--site", help="one site only")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(verb=list_faults)

    verb = verbs.add_parser("expect", parents=[_played()], help="say what the ledger must hold")
    verb.add_argument("--site", help="one site only")
    verb.add_argument("--after", choices=PARTS, default=PARTS[-1], help="the last part fed")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(verb=expect_accounting)

    verb = verbs.add_parser("truth", parents=[_played()], help="write what gold must hold")
    verb.add_argument("--after", choices=PARTS, default=PARTS[-1], help="the last part fed")
    verb.add_argument("--out", type=Path, required=True, help="folder for one file a dataset")
    verb.set_defaults(verb=write_truths)

    verb = verbs.add_parser("compare", help="compare a gold file with the truth")
    verb.add_argument("--truth", type=Path, required=True, help="folder that `truth` wrote")
    verb.add_argument("--dataset", required=True)
    verb.add_argument("--gold", type=Path, required=True, help="Parquet file")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(verb=compare_gold)

    verb = verbs.add_parser("serve", parents=[_played()], help="serve the PI Web API that one site's sender reads")
    verb.add_argument("--site", required=True)
    verb.set_defaults(verb=serve_site)

    add_arguments(verbs.add_parser("webapi", help="serve a PI Web API, with faults that can be switched on"))
    return parser


def _played() -> ArgumentParser:
    played = ArgumentParser(add_help=False)
    played.add_argument("--config", type=Path, default=Path("config/local.json"))
    played.add_argument("--seed", type=int, default=7)
    size = played.add_mutually_exclusive_group()
    size.add_argument("--small", action="store_true", help="three days and three hours, still with every kind of fault")
    size.add_argument("--days", type=int, help="local days of the refinery, at least 3")
    return played


if __name__ == "__main__":
    # a play is a million tuples without cycles that live to the end: looking for cycles took a third of the time
    gc.disable()
    sys.exit(main())
