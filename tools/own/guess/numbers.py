"""Which mark parts the decimals, and whether thousands are parted."""

from __future__ import annotations

from own.guess.finding import Guess
from own.guess.sheet import Sheet

LIKE_NUMBER = r"[+-]?[0-9][0-9., \x{a0}\x{202f}''’]*([eE][+-]?[0-9]+)?|[+-]?[.,][0-9]+([eE][+-]?[0-9]+)?"
_POWER = "([eE][+-]?[0-9]+)?"
_PARTED = r"[+-]?[0-9]{1,3}(%s[0-9]{3})+"
_MARKS = {".": r"\.", ",": ","}
_PARTERS = {",": ",", ".": r"\.", " ": r"[ \x{a0}\x{202f}]", "'": "[''’]"}
_OTHER = {".": ",", ",": "."}


def guess_decimal(sheet: Sheet, names: list[str], guess: Guess, given: str | None) -> str | None:
    """The mark that some cell proves: `1,5` is no thousand, `1,500` may be either. Null, with a question, where none does."""
    if given is not None:
        guess.options["decimal"] = given
        guess.found("decimal mark", given, "as you said")
        return given
    proofs = {mark: _count(sheet, names, _proof(mark)) for mark in _MARKS}
    unclear = _count(sheet, names, r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")
    proven = [mark for mark, count in proofs.items() if count]
    if len(proven) != 1:
        without = "No number has decimals, so the file does not say how it would write them."
        asks = {
            0: f"{unclear:,} numbers such as 1,234 or 1.234 may have decimals or thousands." if unclear else without,
            2: f"Numbers have decimals by point ({proofs['.']:,} cells) and by comma ({proofs[',']:,} cells).",
        }
        guess.ask("decimal", f"{asks[len(proven)]} What is the decimal mark?", (".", ","))
        return None
    mark = proven[0]
    guess.options["decimal"] = mark
    guess.found("decimal mark", {".": "point", ",": "comma"}[mark], f"{proofs[mark]:,} cells prove it")
    _guess_thousands(sheet, names, mark, guess)
    return mark


def _guess_thousands(sheet: Sheet, names: list[str], mark: str, guess: Guess) -> None:
    parted = {
        each: _count(sheet, names, f"{_PARTED % signs}({_MARKS[mark]}[0-9]+)?")
        for each, signs in _PARTERS.items()
        if each != mark
    }
    found = [each for each, count in parted.items() if count]
    if not found:
        return
    guess.options["thousands"] = max(found, key=lambda each: parted[each])
    said = ", ".join(f"{parted[each]:,} by “{each}”" for each in found)
    guess.found("thousands", f"“{guess.options['thousands']}”", f"cells that have them parted: {said}")


def number(mark: str) -> str:
    """What a number looks like with that decimal mark."""
    plain = rf"[+-]?([0-9]+({_MARKS[mark]}[0-9]*)?|{_MARKS[mark]}[0-9]+){_POWER}"
    return f"{plain}|{_PARTED % _thousands(mark)}({_MARKS[mark]}[0-9]+)?"


def value(sheet: Sheet, name: str, mark: str) -> str:
    """SQL of a cell's number."""
    return f"try_cast(replace(regexp_replace({sheet.column(name)}, '{_thousands(mark)}', '', 'g'), '{mark}', '.') AS DOUBLE)"


def _proof(mark: str) -> str:
    """A mark that comes once, with other than three digits behind it or more than three, or a 0, before; or behind parted thousands."""
    this = _MARKS[mark]
    return (
        rf"[+-]?[0-9]*{this}([0-9]{{1,2}}|[0-9]{{4,}}){_POWER}|[+-]?(0|[0-9]{{4,}}){this}[0-9]+{_POWER}|[+-]?{this}[0-9]+{_POWER}"
        rf"|{_PARTED % _MARKS[_OTHER[mark]]}{this}[0-9]+|[+-]?[0-9]{{1,3}}({_MARKS[_OTHER[mark]]}[0-9]{{3}}){{2,}}"
    )


def _thousands(mark: str) -> str:
    return rf"[{_OTHER[mark]} \x{{a0}}\x{{202f}}''’]"


def _count(sheet: Sheet, names: list[str], regex: str) -> int:
    counts = [f"count(*) FILTER (WHERE regexp_full_match({sheet.column(name)}, '{regex}'))" for name in names]
    return sum(int(str(each)) for each in sheet.one(", ".join(counts))) if counts else 0
