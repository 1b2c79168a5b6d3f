"""The command `python -m corpus <verb>`. Exit 0: every case is right; 1: some are not; 2: could not tell."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from deltalake.exceptions import DeltaError
from pyarrow import ArrowException

from corpus.check import cases_in, check
from corpus.make import make
from corpus.product.jobs import CARRIERS
from corpus.tally import groups_of, lines_of


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return int(options.verb(options))
    except (OSError, ValueError, DeltaError, ArrowException) as error:
        print(f"could not tell: {error!r}", file=sys.stderr)
        return 2


def _make(options: Namespace) -> int:
    cases = make(options.folder, options.seed)
    print(f"{len(cases)} cases in {options.folder}")
    return 0


def _check(options: Namespace) -> int:
    cases = cases_in(options.folder, options.only)
    if not cases:
        raise ValueError(f"got no case for {options.only}, wanted a part of a group's or a case's name")
    found = check(options.folder, cases, options.results, options.carrier)
    if options.json:
        told = [{**case, "passed": not found[case["name"]], "differences": found[case["name"]]} for case in cases]
        print(json.dumps({"groups": groups_of(cases, found), "cases": told}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines_of(cases, found)))
    return 1 if any(found.values()) else 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="corpus", description="nasty plant data with the right answer of each cell")
    verbs = parser.add_subparsers(required=True, metavar="verb")

    verb = verbs.add_parser("make", help="write a corpus into a folder")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--seed", type=int, default=1, help="of the cases that are made up")
    verb.set_defaults(verb=_make)

    verb = verbs.add_parser("check", help="compare a tool's results with a corpus's answers")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--results", type=Path, help="folder of another tool's results; without it this product is run")
    verb.add_argument("--carrier", choices=CARRIERS, help="who does the product's tasks; by the run's bytes without it")
    verb.add_argument("--only", action="append", default=[], help="part of a group's or a case's name; may be repeated")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(verb=_check)
    return parser


if __name__ == "__main__":
    sys.exit(main())
