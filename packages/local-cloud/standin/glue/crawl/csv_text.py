"""Separated text: by the rule of a custom classifier, or as Glue's own one guesses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from typing import Any

from standin.glue.crawl.columns import Columns, lower_case, wider
from standin.glue.crawl.content import Content

_WHOLE = re.compile(r"[+-]?\d{1,18}")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_LONGEST_HEADER = 150


@dataclass(frozen=True)
class CsvRule:
    """`header` is PRESENT, ABSENT or UNKNOWN."""

    delimiter: str
    header: str = "UNKNOWN"
    single_column: bool = False

    @property
    def is_guess(self) -> bool:
        return self.header == "UNKNOWN"


BUILT_IN = tuple(CsvRule(delimiter) for delimiter in (",", "|", "\t", ";", "\x01"))


def rule_of(classifier: Mapping[str, Any]) -> CsvRule:
    """The rule of a CsvClassifier as the Glue API has it."""
    return CsvRule(
        classifier.get("Delimiter") or ",",
        classifier.get("ContainsHeader") or "UNKNOWN",
        bool(classifier.get("AllowSingleColumn")),
    )


def read_csv(text: str, rule: CsvRule) -> Content | None:
    """None where the text is not of this rule: too few columns, or, for a guess, too few or unlike lines."""
    lines = [line.split(rule.delimiter) for line in text.splitlines() if line]
    width = len(lines[0]) if lines else 0
    if width < (1 if rule.single_column else 2):
        return None
    if rule.is_guess and (len(lines) < 2 or any(len(line) != width for line in lines)):
        return None
    has_header = rule.header == "PRESENT" or (rule.is_guess and _looks_like_header(lines[0], lines[1:]))
    rows = lines[1:] if has_header else lines
    names = lower_case(lines[0]) if has_header else []
    names = [name or f"col{index}" for index, name in enumerate(names or [""] * width)]
    parameters = {
        "areColumnsQuoted": "false",
        "columnsOrdered": "true",
        "delimiter": rule.delimiter,
        **({"skip.header.line.count": "1"} if has_header else {}),
    }
    return Content("csv", _typed(names, rows), len(rows), parameters)


def kind_of(value: str) -> str | None:
    """Hive type of a cell, None of an empty one."""
    text = value.strip()
    if not text:
        return None
    if _WHOLE.fullmatch(text):
        return "bigint"
    return "double" if _NUMBER.fullmatch(text) else "string"


def _typed(names: list[str], rows: Iterable[list[str]]) -> Columns:
    cells = dict(zip(names, zip_longest(*rows, fillvalue=""), strict=False))
    return {name: reduce(wider, map(kind_of, set(cells.get(name, ()))), None) for name in names}


def _looks_like_header(first: list[str], rows: list[list[str]]) -> bool:
    """Names in every place but the last, which may be empty, above lines with a number somewhere."""
    named = all(kind_of(name) == "string" and len(name) <= _LONGEST_HEADER for name in first[:-1])
    if not named or kind_of(first[-1]) not in ("string", None):
        return False
    return any(kind_of(value) not in ("string", None) for row in rows for value in row)
