"""Units that a header names, and columns that have none."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from contract import rows_of
from own.guess.finding import Guess, UnreadableError

NONE = "none"
"""What a person says of a column without a unit."""
_IN_HEADER = re.compile(r"[^\[]*\[\s*(?P<square>[^\[\]]+?)\s*\]\s*|.*?[({]\s*(?P<round>[^\[\](){}]+?)\s*[)}]\s*")
_IGNORED = str.maketrans("", "", " .\u00a0\u202f\t")


def guess_units(names: list[str], guess: Guess, given: dict[str, str], none_else: bool) -> dict[str, str | None]:
    """Unit by column of numbers; a question for each that the header does not tell, or tells in a way that is not known."""
    strange = sorted(set(given) - set(names))
    if strange:
        raise UnreadableError(
            f"--unit: got the column {strange[0]!r}, wanted one of {', '.join(names) or 'no column of numbers'}"
        )
    return {name: _unit(name, guess, given.get(name), none_else) for name in names}


def _unit(name: str, guess: Guess, given: str | None, none_else: bool) -> str | None:
    told = _IN_HEADER.fullmatch(name)
    text = given or (told["square"] or told["round"] if told else None)
    if text == NONE:
        return None
    found = None if text is None else known_unit(text)
    if found is not None:
        guess.found(f"unit of {name}", found, "as you said" if given else f"“{text}” in its header")
        return found
    if none_else and given is None:
        guess.found(f"unit of {name}", NONE, "as you said")
        return None
    got = "" if text is None else f" “{text}” is no unit that the table of units knows{_near(text)}."
    guess.ask("unit", f"In which unit is “{name}”?{got} ({NONE}, where it has none)", of=name)
    return None


def known_unit(text: str) -> str | None:
    """As contract/units.csv spells it; null where it is not there, or where more than one could be meant."""
    text = text.strip()
    if text in _aliases():
        return text
    # casing tells mPa from MPa: only blanks and dots may differ
    loose = [alias for alias in _aliases() if alias.translate(_IGNORED) == text.translate(_IGNORED)]
    return loose[0] if len(loose) == 1 else None


def _near(text: str) -> str:
    near = get_close_matches(text, _aliases(), n=3, cutoff=0.5)
    return f" (near: {', '.join(near)})" if near else ""


@cache
def _aliases() -> tuple[str, ...]:
    return tuple(row["alias"] for row in rows_of("units.csv"))
