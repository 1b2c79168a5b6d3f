"""The command `python -m own <verb>`: of `airlock plant add-view` and `airlock clean`. Exit 2 with one line where it cannot tell."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from own.faults import faults
from own.guess.answers import Answers
from own.guess.finding import UnreadableError
from own.guess.parquet import guess_parquet
from own.guess.wide import guess_csv
from own.hold import hold
from own.intake import take_in
from own.preview import preview


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.verb is hold:
            hold(options.out)
            return 0
        print(json.dumps(options.verb(options), ensure_ascii=False, default=str))
    except (UnreadableError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _guess(file: Path, told: str) -> dict[str, Any]:
    with file.open("rb") as source:
        is_parquet = source.read(4) == b"PAR1"
    answers = Answers.from_json(json.loads(told))
    return asdict((guess_parquet if is_parquet else guess_csv)(file, answers))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="own", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="verb")

    verb = verbs.add_parser("guess", help="how a file is to be read")
    verb.add_argument("file", type=Path)
    verb.add_argument("--answers", default="{}", help="JSON of what is known")
    verb.set_defaults(verb=lambda given: _guess(given.file, given.answers))

    verb = verbs.add_parser("take-in", help="put what is new in a folder into a bronze")
    verb.add_argument("folder", type=Path)
    verb.add_argument("--plant", type=Path, required=True, help="JSON: files, tags")
    verb.add_argument("--out", type=Path, required=True)
    verb.set_defaults(verb=lambda given: take_in(given.folder, json.loads(given.plant.read_text("utf-8")), given.out))

    verb = verbs.add_parser("hold", help="keep other runs from a folder until standard input closes")
    verb.add_argument("out", type=Path)
    verb.set_defaults(verb=hold)

    verb = verbs.add_parser("faults", help="files of which nothing could be read, and why")
    verb.add_argument("out", type=Path)
    verb.set_defaults(verb=lambda given: faults(given.out))

    verb = verbs.add_parser("preview", help="the first rows of a file as silver has them")
    verb.add_argument("out", type=Path)
    verb.set_defaults(verb=lambda given: preview(given.out))
    return parser


if __name__ == "__main__":
    sys.exit(main())
