"""What is asked of a run of the benchmark."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CASES = ("clean", "gold", "small", "late", "tiny", "send")

_UNITS = {"": 1, "k": 1_000, "M": 1_000_000}


@dataclass(frozen=True)
class Options:
    """`product` is the checkout whose jobs are measured; sets of data are kept in `cache`."""

    cases: tuple[str, ...]
    rows: int
    seed: int
    cache: Path
    product: Path
    spark: bool
    json: Path | None


def parse(arguments: Sequence[str] | None = None) -> Options:
    parser = ArgumentParser(prog="bench", description="the jobs and the sender against plain programs on the same rows")
    parser.add_argument("case", choices=[*CASES, "all"])
    parser.add_argument("--rows", type=_rows, default="5M", help="long rows, such as 500k, 5M, 80M")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--cache", type=Path, required=True, help="folder of the sets of data")
    parser.add_argument("--product", type=Path, required=True, help="checkout whose jobs are measured")
    parser.add_argument("--spark", action="store_true", help="also by Spark, with 2 and with 4 tasks")
    parser.add_argument("--json", type=Path, help="file to write all figures to")
    given = parser.parse_args(arguments)
    cases = CASES if given.case == "all" else (given.case,)
    return Options(
        cases, given.rows, given.seed, given.cache.resolve(), given.product.resolve(), given.spark, given.json
    )


def _rows(text: str) -> int:
    found = re.fullmatch(r"([1-9]\d*)([kM]?)", text)
    if found is None:
        raise ArgumentTypeError(f"rows: got {text}, wanted a number such as 500k or 5M")
    return int(found[1]) * _UNITS[found[2]]
