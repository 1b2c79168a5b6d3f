"""Results against answers: what differs, case by case."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable

from corpus.instant import text_of
from corpus.table import Row

Answers = dict[str, list[Row]]
_RELATIVE = 1e-12
"""How far a converted number may be off: a few roundings of a double."""


def differences(wanted: Answers, got: Answers, cases: set[str]) -> dict[str, list[str]]:
    """Differences in words, by each of `cases`; none for one that is right in every cell."""
    found: dict[str, list[str]] = {case: [] for case in cases}
    for kind, (place, judged) in _KINDS.items():
        theirs = _by_case(got.get(kind, []))
        for case, ours in _by_case(wanted.get(kind, [])).items():
            found.get(case, []).extend(_differ(kind, ours, theirs.pop(case, []), place, judged))
        for case, surplus in theirs.items():
            found.get(case, []).extend(_differ(kind, [], surplus, place, judged))
    for row in got.get("objects", []):
        if row["case"] in found and not _closes(row):
            found[row["case"]].append(f"objects {row['object_key']}: its account does not close: {_shown(row)}")
    return found


def _by_case(rows: list[Row]) -> dict[str, list[Row]]:
    cases: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row["case"]].append(row)
    return cases


def _differ(
    kind: str, wanted: list[Row], got: list[Row], place: tuple[str, ...], judge: Callable[[Row, Row], bool]
) -> list[str]:
    """Each wanted row takes one row of its place that is right; what is left on either side differs."""
    left = list(got)
    missing = []
    # the most exacting row chooses first
    for want in sorted(wanted, key=lambda row: sum(value is None for value in row.values())):
        match = next((row for row in left if judge(want, row)), None)
        if match is None:
            missing.append(want)
        else:
            left.remove(match)
    lines = []
    for want in missing:
        near = next((row for row in left if all(_agrees(want.get(name), row.get(name)) for name in place)), None)
        if near is not None:
            left.remove(near)
        if near is not None or not want.get("optional"):
            lines.append(f"{kind}: wanted {_shown(want)}, got {_shown(near, want) if near else 'nothing'}")
    return [*lines, *(f"{kind}: wanted nothing, got {_shown(row)}" for row in left)]


def _is_reading(want: Row, got: Row) -> bool:
    named = ("site", "asset", "attribute", "ticks", "text", "quality", "reason", "unit", "is_current")
    return (
        all(want[name] == got[name] for name in named)
        and _is_near(want["value"], got["value"])
        and _agrees(want["state_code"], got["state_code"])
    )


def _is_frame(want: Row, got: Row) -> bool:
    told = ("site", "frame", "start_ticks", "end_ticks", "quality", "reason", "attributes", "is_current")
    return all(want[name] == got[name] for name in told) and all(
        _agrees(want[name], got[name]) for name in ("name", "template", "asset")
    )


def _is_lost(want: Row, got: Row) -> bool:
    return all(_agrees(want[name], got[name]) for name in want if name not in ("case", "optional"))


def _is_object(want: Row, got: Row) -> bool:
    outcomes = str(want["outcome"]).split(" or ")
    others = [name for name in want if name not in ("case", "site", "outcome")]
    return got["outcome"] in outcomes and all(_agrees(want[name], got[name]) for name in others)


def _is_gold(want: Row, got: Row) -> bool:
    """A digital state may be told by its code or by its text, where the answer names both."""
    is_place = all(want[name] == got[name] for name in ("dataset", "asset", "time", "column"))
    if want["value"] is None or want["text"] is None:
        return is_place and _is_near(want["value"], got["value"]) and want["text"] == got["text"]
    return is_place and (_is_near(want["value"], got["value"]) or want["text"] == got["text"])


_KINDS: dict[str, tuple[tuple[str, ...], Callable[[Row, Row], bool]]] = {
    "readings": (("site", "asset", "attribute", "ticks"), _is_reading),
    "frames": (("site", "frame"), _is_frame),
    "quarantine": (("object_key", "row"), _is_lost),
    "objects": (("object_key", "object_version"), _is_object),
    "gold": (("dataset", "asset", "time", "column"), _is_gold),
}


def _agrees(want: object, got: object) -> bool:
    """A null among the answers leaves the matter open."""
    return want is None or want == got


def _is_near(want: float | None, got: float | None) -> bool:
    if want is None or got is None:
        return want is got
    is_same_zero = want != 0 or math.copysign(1, want) == math.copysign(1, got)
    return is_same_zero and math.isclose(want, got, rel_tol=_RELATIVE)


def _closes(row: Row) -> bool:
    parts = ("silver_good", "silver_bad", "quarantined", "exact_duplicates")
    counts = [row.get(name) for name in ("cells_in", *parts)]
    if None in counts:
        return True
    cells, *fates = [int(count or 0) for count in counts]
    # an object of which no row could be told counts as one object in quarantine and no cells
    return cells == sum(fates)


def _shown(row: Row, beside: Row | None = None) -> str:
    """The fields that say something; `beside` another row, those that differ from it and the place."""
    said = {name: value for name, value in row.items() if value is not None and name not in ("case", "optional")}
    if beside is not None:
        said = {name: value for name, value in row.items() if name in beside and beside[name] != value}
    return " ".join(f"{name}={text_of(value) if name.endswith('ticks') else value!r}" for name, value in said.items())
