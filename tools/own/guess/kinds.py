"""What kind of values a column has."""

from __future__ import annotations

from typing import NamedTuple

from replica.engine.connect import listed

from contract import rows_of
from own.guess.finding import Guess
from own.guess.numbers import number, value
from own.guess.sheet import Sheet

_FEW_STATES, _OFTEN, _FEW_LEVELS, _MANY_CELLS = 20, 3, 10, 20


class Kind(NamedTuple):
    """`step`: a value holds until the next one, and nothing lies between them."""

    type: str
    step: bool
    why: str


def guess_kinds(sheet: Sheet, names: list[str], mark: str, guess: Guess) -> dict[str, Kind]:
    """Numbers where most cells are such, PI's states set aside; else a state of few, or a text."""
    kinds = {name: _kind(sheet, name, mark) for name in names}
    for name, kind in kinds.items():
        guess.found(f"column {name}", kind.type + (", held" if kind.step else ""), kind.why)
    return kinds


def _kind(sheet: Sheet, name: str, mark: str) -> Kind:
    cell = sheet.column(name)
    states = listed([row["name"].lower() for row in rows_of("states.csv")])
    is_number, is_state = f"regexp_full_match({cell}, '{number(mark)}')", f"list_contains({states}, lower({cell}))"
    is_other = f"{cell} IS NOT NULL AND NOT {is_number} AND NOT {is_state}"
    numbers, system, others = (sheet.count(each) for each in (is_number, is_state, is_other))
    said = [f"{numbers:,} numbers"] if numbers else []
    if system:
        said.append(f"{system:,} states of PI, such as “{sheet.one(f'min({cell}) FILTER (WHERE {is_state})')[0]}”")
    if others:
        shown = sheet.one(f"mode({cell}) FILTER (WHERE {is_other})")[0]
        said.append(f"{others:,} other texts, mostly “{shown}”")
    if others > numbers:
        different = sheet.count(is_other, f"DISTINCT {cell}")
        is_digital = different <= _FEW_STATES and others >= _OFTEN * different
        return Kind("Digital" if is_digital else "String", True, f"{', '.join(said)}; {different:,} different")
    if not numbers:
        return Kind("Float64", False, f"{', '.join(said) or 'no cell has a value'}: numbers, until you say otherwise")
    levels = sheet.count(is_number, f"DISTINCT {cell}")
    wholes = sheet.count(f"{is_number} AND {value(sheet, name, mark)} = trunc({value(sheet, name, mark)})")
    step = numbers >= _MANY_CELLS and levels <= _FEW_LEVELS and wholes == numbers
    if step:
        said.append(f"only {levels} different whole numbers")
    return Kind("Float64", step, ", ".join(said))
