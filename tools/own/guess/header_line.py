"""In which line a CSV file's header is: a report has a title above it."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import Path

from replica.readers.csv_text import TextRow, rows_of

from own.guess.delimiter import NAMES
from own.guess.finding import Guess
from own.guess.numbers import LIKE_NUMBER

_TITLE_LINES, _LOOKED_AT = 50, 500
_LIKE_NUMBER = re.compile(LIKE_NUMBER.replace(r"\x{a0}\x{202f}", "\u00a0\u202f"))


def guess_header_line(file: Path, encoding: str, guess: Guess) -> int | None:
    """Null where the first line that is not blank is as wide as the rows and may be the header; else the first one that may."""
    found = {mark: _header_of([*islice(rows_of(file, encoding, mark), _LOOKED_AT)]) for mark in NAMES}
    rows = [each for each in found.values() if each is not None]
    if not rows:
        return None
    width, row, first = max(rows, key=lambda each: each[0])
    if row.line == first.line:
        return None
    guess.options["headerLine"] = row.line
    guess.found("header", f"line {row.line}", f"“{first.text.strip()[:40]}” above it is no row of {width} cells")
    return row.line


def _header_of(rows: list[TextRow]) -> tuple[int, TextRow, TextRow] | None:
    """How many cells most rows have, the first of so many that may be names, and the very first."""
    widths = Counter(len(row.cells) for row in rows if row.cells is not None)
    width = widths.most_common(1)[0][0] if widths else 0
    if width < 2:
        return None
    header = next((row for row in rows[:_TITLE_LINES] if _may_be_names(row.cells or [], width)), None)
    return None if header is None else (width, header, rows[0])


def _may_be_names(cells: list[str], width: int) -> bool:
    told = [cell.strip() for cell in cells if cell.strip()]
    return len(cells) in (width, width - 1) and 2 * len(told) >= width and not any(map(_LIKE_NUMBER.fullmatch, told))
