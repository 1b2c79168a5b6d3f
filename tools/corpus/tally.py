"""What a check found, for a person and for a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_SHOWN = 3
"""Differences of a case that are printed."""


def groups_of(cases: Sequence[dict[str, Any]], found: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Counts by group, in the order of the cases."""
    groups = list(dict.fromkeys(case["group"] for case in cases))
    tallies = []
    for group in groups:
        own = [found[case["name"]] for case in cases if case["group"] == group]
        passed = sum(not differences for differences in own)
        tallies.append({"group": group, "cases": len(own), "passed": passed, "failed": len(own) - passed})
    return tallies


def lines_of(cases: Sequence[dict[str, Any]], found: dict[str, list[str]]) -> list[str]:
    """A table by group, each failed case with the first of its differences, and the sum."""
    tallies = groups_of(cases, found)
    width = max(len(tally["group"]) for tally in tallies)
    table = [f"{'group':{width}}  cases  passed  failed"]
    table += [f"{each['group']:{width}}  {each['cases']:5}  {each['passed']:6}  {each['failed']:6}" for each in tallies]
    failed = [case for case in cases if found[case["name"]]]
    for case in failed:
        differences = found[case["name"]]
        table += ["", f"{case['group']}/{case['name']}: {case['about']}"]
        table += [f"  {line}" for line in differences[:_SHOWN]]
        if len(differences) > _SHOWN:
            table.append(f"  and {len(differences) - _SHOWN} more")
    return [*table, "", f"{len(cases) - len(failed)} of {len(cases)} cases right"]
