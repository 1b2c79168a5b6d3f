"""Every rule against its own file of cases: cases/<rule>.toml."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from rule_file import RuleFile, rule_files
from rule_run import answers, is_as_expected

FILES = {file.rule: file for file in rule_files()}
CASES = [
    pytest.param(
        rule, s, n, id=f"{rule}: {section.about} {' | '.join(str(cell) for cell in section.given[n].values())}"
    )
    for rule, file in FILES.items()
    for s, section in enumerate(file.sections)
    for n in range(len(section.given))
]


@cache
def _answers(rule: str, section: int) -> list[dict[str, tuple[str | None, str]]]:
    file: RuleFile = FILES[rule]
    return answers(file, file.sections[section])


@pytest.mark.parametrize(("rule", "section", "row"), CASES)
def test_a_rule_says_what_its_file_expects(rule: str, section: int, row: int) -> None:
    expected = FILES[rule].sections[section].expected[row]
    found = _answers(rule, section)
    assert len(found) == len(FILES[rule].sections[section].expected)
    wrong = {
        column: f"got {found[row][column][0]!r}, wanted {wanted!r}"
        for column, wanted in expected.items()
        if not is_as_expected(wanted, found[row][column])
    }
    assert wrong == {}


def test_every_rule_has_a_file_of_cases() -> None:
    rules = {each.name.removesuffix(".sql") for each in files("replica.rules").iterdir() if each.name.endswith(".sql")}
    assert rules == FILES.keys()
