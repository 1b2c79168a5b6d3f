"""What parts the cells of a line."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from replica.readers.csv_text import rows_of

from own.guess.finding import Guess, UnreadableError

NAMES = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}
_LOOKED_AT = 2_000
_FITS = 0.95


def guess_delimiter(file: Path, encoding: str, header_line: int | None, guess: Guess) -> str | None:
    """The one by which rows have as many cells as the header; null, with a question, where more than one does."""
    fits = {each: _fit(file, encoding, each, header_line) for each in NAMES}
    fitting = [each for each, (share, _, _) in fits.items() if share >= _FITS]
    if not fitting:
        got = ", ".join(f"by {NAMES[each]} {share:.0%}" for each, (share, _, _) in fits.items())
        raise UnreadableError(
            f"got lines of different numbers of cells ({got}), wanted a header and rows as wide as it"
        )
    widest = max(fitting, key=lambda each: fits[each][1])
    rivals = [each for each in fitting if each != widest and NAMES[each] != "comma"]
    # decimal commas part a semicolon's rows evenly, too
    if widest == "," and rivals:
        widest = max(rivals, key=lambda each: fits[each][1])
    elif rivals and fits[rivals[0]][1] * 2 > fits[widest][1]:
        guess.ask(
            "delimiter",
            "Lines can be parted in two ways. What parts the cells?",
            tuple(NAMES[each] for each in fitting),
        )
        return None
    share, width, rows = fits[widest]
    guess.options["delimiter"] = widest
    guess.found(
        "delimiter", NAMES[widest], f"{share:.0%} of the first {rows:,} rows have {width} cells as the header does"
    )
    return widest


def _fit(file: Path, encoding: str, delimiter: str, header_line: int | None) -> tuple[float, int, int]:
    """Share of rows as wide as the header, its width, and how many rows were looked at."""
    rows = rows_of(file, encoding, delimiter, header_line)
    header = next(rows, None)
    width = 0 if header is None or header.cells is None else len(header.cells)
    widths = [0 if row.cells is None else len(row.cells) for row in islice(rows, _LOOKED_AT)]
    fitting = sum(each == width for each in widths)
    return (fitting / len(widths) if widths and width > 1 else 0.0), width, len(widths)
