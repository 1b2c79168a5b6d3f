"""The cases are well-formed, and every reason and every group of the README has one."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from corpus.case import Case
from corpus.case_file.read_case import CASES, case_of
from corpus.make import all_cases

from contract import reasons

NO_FILE = {"F_POISONED"}
"""Reasons that no file is known to give: a reader that is killed is planted by test/replica/carriers."""
SUSPECT = {code for code, reason in reasons().items() if reason.fate == "suspect"}
"""Reasons that gold shows by what it leaves out: no answer names them."""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return all_cases(seed=1)


def told_reasons(case: Case) -> set[str]:
    rows = [*case.expected.readings, *case.expected.quarantine]
    refused = {given.refused for given in case.given}
    return {reason for reason in [*(row["reason"] for row in rows), *refused] if reason}


def test_no_two_cases_share_a_site_or_a_view(cases: list[Case]) -> None:
    sites = Counter(site for case in cases for site in case.sites)
    assert [site for site, count in sites.items() if count > 1] == []
    assert [site for site in sites if not re.fullmatch(r"[a-z0-9-]{3,32}", site)] == []
    views: dict[str, set[str]] = {}
    for case in cases:
        for settings in case.settings.values():
            for site in settings["sites"]:
                for view in (view for feeder in site["feeders"] for view in feeder["views"]):
                    views.setdefault(view["name"], set()).add(case.name)
    views.pop("_tags")
    assert {name: owners for name, owners in views.items() if len(owners) > 1} == {}


def test_answers_name_known_reasons_only(cases: list[Case]) -> None:
    unknown = {case.name: told_reasons(case) - reasons().keys() for case in cases}
    assert {name: codes for name, codes in unknown.items() if codes} == {}


def test_every_reason_has_a_case(cases: list[Case]) -> None:
    assert reasons().keys() - NO_FILE - SUSPECT - set().union(*(told_reasons(case) for case in cases)) == set()


def test_every_group_of_the_readme_has_a_case(cases: list[Case]) -> None:
    readme = (CASES.parent / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\d\d-[a-z-]+)` \|", readme, re.MULTILINE))
    assert named == {case.group for case in cases}


def test_every_reading_is_good_or_has_a_reason(cases: list[Case]) -> None:
    rows = [row for case in cases for row in case.expected.readings]
    assert [row for row in rows if (row["reason"] is not None) != (row["quality"] == "bad")] == []
    assert [row for row in rows if row["reason"] and (row["value"] is not None or row["text"] is not None)] == []


def test_a_case_that_says_nonsense_is_refused_by_name() -> None:
    told = {"about": "x", "view": {"columns": [{"name": "X"}]}, "given": [{"text": "a"}]}
    with pytest.raises(ValueError, match=r"14-text-forms/odd: .*soon"):
        case_of("odd", "14-text-forms", {**told, "expected": {"readings": "time | value\nsoon | 1"}})
    with pytest.raises(ValueError, match=r"got 1 cells in '1', wanted 2"):
        case_of("odd", "14-text-forms", {**told, "expected": {"readings": "time | value\n1"}})
