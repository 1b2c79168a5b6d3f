"""The command `python -m replica_figures <verb>`: figures of the replica's tables as JSON. Exit 2: could not tell."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb
from deltalake.exceptions import DeltaError

from replica_figures.accounting import read_accounting
from replica_figures.quality import read_quality
from replica_figures.streamed import read_streamed
from replica_figures.tables import trust_local_ca
from replica_figures.trends import Query, write_trends


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    trust_local_ca()
    try:
        print(json.dumps(options.verb(options), ensure_ascii=False, allow_nan=False))
    except (OSError, ValueError, DeltaError, duckdb.Error) as error:
        print(f"could not tell: {error!r}", file=sys.stderr)
        return 2
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="replica_figures", description="figures of the replica's Delta tables")
    verbs = parser.add_subparsers(required=True, metavar="verb")

    verb = verbs.add_parser("accounting", help="what the ledger says of objects, by site")
    verb.add_argument("--silver", required=True, help="s3://bucket or folder")
    verb.add_argument("--since", type=datetime.fromisoformat, help="ISO time: what landed from then on; all without it")
    verb.add_argument("--read-since", type=datetime.fromisoformat, help="ISO time: what a run has read from then on")
    verb.set_defaults(verb=lambda given: read_accounting(given.silver, given.since, given.read_since))

    verb = verbs.add_parser("streamed", help="what silver and quarantine hold of streamed records, by site")
    verb.add_argument("--silver", required=True, help="s3://bucket or folder")
    verb.set_defaults(verb=lambda given: read_streamed(given.silver))

    verb = verbs.add_parser("quality", help="how good each tag is, over all runs")
    verb.add_argument("--silver", required=True, help="s3://bucket or folder")
    verb.set_defaults(verb=lambda given: read_quality(given.silver))

    verb = verbs.add_parser("trends", help="readings and gold of every tag of a dataset, a file a tag")
    verb.add_argument("--silver", required=True, help="s3://bucket or folder")
    verb.add_argument("--gold", required=True, help="s3://bucket or folder")
    verb.add_argument("--dataset", required=True)
    verb.add_argument("--asset", help="one asset only")
    verb.add_argument("--out", required=True, type=Path, help="folder of the tags' files")
    verb.set_defaults(
        verb=lambda given: write_trends(Query(given.silver, given.gold, given.dataset, given.asset), given.out)
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
