"""Which column names the asset."""

from __future__ import annotations

from own.guess.finding import Guess, UnreadableError
from own.guess.numbers import LIKE_NUMBER
from own.guess.sheet import OWN, Sheet

_NAMES = (
    "name",
    "asset",
    "element",
    "equipment",
    "unit",
    "anlage",
    "objekt",
    "equipo",
    "ativo",
    "équipement",
    "anlagenteil",
    "vessel",
    "reactor",
    "asset name",
    "element name",
)


def guess_asset(sheet: Sheet, guess: Guess, time: str, given: str | None) -> str | None:
    """A column of texts in every row; null, with a question, where none or more than one may be it."""
    if given is not None:
        if given not in sheet.names:
            raise UnreadableError(f"--asset-column: got {given!r}, wanted one of {', '.join(sheet.names)}")
        return _found(guess, given, "as you said")
    rows = sheet.rows
    texts = [name for name in sheet.names if name not in (*OWN, time) and _is_text(sheet, name, rows)]
    named = [name for name in texts if name.lower() in _NAMES]
    if len(named) == 1:
        return _found(guess, named[0], f"its name, and {_different(sheet, named[0])}")
    times = sheet.count("true", f"DISTINCT {sheet.column(time)}")
    proven = [name for name in texts if _with_time(sheet, name, time) == rows > times]
    if len(proven) == 1:
        return _found(
            guess, proven[0], f"with the time it tells each row from the others; {_different(sheet, proven[0])}"
        )
    if not texts:
        raise UnreadableError(
            "no column names the asset that a row is of: wanted a column of texts without a blank, as PI Integrator's views have; "
            "add one when you export, with the asset's name in each row"
        )
    guess.ask("asset-column", "Which column names the asset that a row is of?", tuple(texts))
    return None


def _found(guess: Guess, name: str, why: str) -> str:
    guess.options["assetColumn"] = name
    guess.found("asset column", name, why)
    return name


def _is_text(sheet: Sheet, name: str, rows: int) -> bool:
    column = sheet.column(name)
    return sheet.count(f"{column} IS NOT NULL AND NOT regexp_full_match({column}, '{LIKE_NUMBER}')") == rows


def _with_time(sheet: Sheet, name: str, time: str) -> int:
    return sheet.count("true", f"DISTINCT ({sheet.column(name)}, {sheet.column(time)})")


def _different(sheet: Sheet, name: str) -> str:
    column = sheet.column(name)
    count = sheet.count("true", f"DISTINCT {column}")
    return f"it has {count:,} different, such as “{sheet.one(f'min({column})')[0]}”"
