"""The group rule. A cell is object.row:text at a tick; what silver holds is object.row:text with its revision."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from replica.local_rows import local_rows
from replica.revisions import settle

COLUMNS = """arrival bigint, source_row bigint, tag_id string, tag_no int, event_ticks bigint, fingerprint bigint, lost string,
    site string, event_date date"""
STANDING = COLUMNS.replace("lost string,", "revision int, is_current boolean,")


class Verdict(NamedTuple):
    arrival: int
    source_row: int
    fate: str
    seq: int | None = None
    revision: int | None = None
    is_current: bool | None = None


@pytest.fixture(scope="module")
def verdicts(spark: SparkSession) -> dict[str, list[Verdict]]:
    """Verdicts by case, a tag each."""
    day = F.lit("2026-01-01").cast("date")
    cells, held = [], []
    for number, (case, (given, standing, _)) in enumerate(CASES.items()):
        for arrival, row, text, tick, lost in ((*each, 1, None)[:5] if len(each) == 3 else each for each in given):
            cells.append((arrival, row, case, number, tick, hash(text), lost, "s", None))
        for arrival, row, text, revision, is_current in standing:
            held.append((arrival, row, case, number, 1, hash(text), revision, is_current, "s", None))
    before = local_rows(spark, held, STANDING).withColumn("event_date", day)
    result = settle(local_rows(spark, cells, COLUMNS).withColumn("event_date", day), before, 2)
    found: dict[str, list[Verdict]] = {case: [] for case in CASES}
    for case, *row in result.placed.select("tag_id", *Verdict._fields).collect():
        found[case].append(Verdict(*row) if row[2] == "new" else Verdict(*row[:3]))
    for case, *row in result.lost.select("tag_id", *Verdict._fields[:2]).collect():
        found[case].append(Verdict(*row, "lost"))
    return found


def new(arrival: int, row: int, revision: int = 0, *, current: bool = True, seq: int = 0) -> Verdict:
    return Verdict(arrival, row, "new", seq, revision, current)


CASES: dict[str, tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], list[Verdict]]] = {
    "one value": ([(1, 1, "a")], [], [new(1, 1)]),
    "a row repeated in its object": ([(1, 1, "a"), (1, 2, "a")], [], [new(1, 1), Verdict(1, 2, "repeat")]),
    "three values at one tick keep their order": (
        [(1, 3, "a"), (1, 1, "c"), (1, 2, "b")],
        [],
        [new(1, 1, seq=0), new(1, 2, seq=1), new(1, 3, seq=2)],
    ),
    "another tick is another moment": ([(1, 1, "a", 1, None), (2, 1, "a", 2, None)], [], [new(1, 1), new(2, 1)]),
    "the same report again in this run": ([(1, 1, "a"), (2, 1, "a")], [], [new(1, 1), Verdict(2, 1, "repeat")]),
    "another value is a revision": ([(1, 1, "a"), (2, 1, "b")], [], [new(1, 1, current=False), new(2, 1, 1)]),
    "three reports, the middle one a repeat": (
        [(1, 1, "a"), (2, 1, "a"), (3, 1, "b")],
        [],
        [new(1, 1, current=False), Verdict(2, 1, "repeat"), new(3, 1, 1)],
    ),
    "back to an older value repeats it": (
        [(1, 1, "a"), (2, 1, "b"), (3, 1, "a")],
        [],
        [new(1, 1, current=False), new(2, 1, 1), Verdict(3, 1, "repeat")],
    ),
    "a part of an earlier report repeats it": (
        [(1, 1, "a"), (1, 2, "b"), (2, 1, "b")],
        [],
        [new(1, 1), new(1, 2, seq=1), Verdict(2, 1, "repeat")],
    ),
    "a report with one cell more is stored whole": (
        [(1, 1, "a"), (2, 1, "a"), (2, 2, "b")],
        [],
        [new(1, 1, current=False), new(2, 1, 1), new(2, 2, 1, seq=1)],
    ),
    "cells of two reports together are in neither": (
        [(1, 1, "a"), (2, 1, "b"), (3, 1, "a"), (3, 2, "b")],
        [],
        [new(1, 1, current=False), new(2, 1, 1, current=False), new(3, 1, 2), new(3, 2, 2, seq=1)],
    ),
    "silver has it": ([(1, 1, "a")], [(0, 1, "a", 0, True)], [Verdict(1, 1, "repeat")]),
    "an outdated revision of silver has it": (
        [(1, 1, "a")],
        [(0, 1, "a", 0, False), (0, 1, "b", 1, True)],
        [Verdict(1, 1, "repeat")],
    ),
    "two revisions of silver are two reports": (
        [(1, 1, "a"), (1, 2, "b")],
        [(0, 1, "a", 0, False), (0, 1, "b", 1, True)],
        [Verdict(0, 1, "outdated"), new(1, 1, 2), new(1, 2, 2, seq=1)],
    ),
    "silver's current revision is outdated": ([(1, 1, "b")], [(0, 1, "a", 0, True)], [Verdict(0, 1, "outdated"), new(1, 1, 1)]),
    "an earlier report found late does not become current": ([(1, 1, "a")], [(2, 1, "b", 0, True)], [new(1, 1, 1, current=False)]),
    "an earlier and a later report about what silver holds": (
        [(1, 1, "a"), (3, 1, "c")],
        [(2, 1, "b", 0, True)],
        [new(1, 1, 1, current=False), Verdict(2, 1, "outdated"), new(3, 1, 2)],
    ),
    "a replay knows its own rows": (
        [(1, 1, "a"), (1, 2, "a"), (2, 1, "b")],
        [(1, 1, "a", 0, False), (2, 1, "b", 1, True)],
        [Verdict(1, 1, "known"), Verdict(1, 2, "repeat"), Verdict(2, 1, "known")],
    ),
    "a replay with a report that an earlier one of the same try repeats": (
        [(1, 1, "a"), (2, 1, "a")],
        [(1, 1, "a", 0, True)],
        [Verdict(1, 1, "known"), Verdict(2, 1, "repeat")],
    ),
    "lost cells stay out of it": (
        [(1, 1, "a", None, "TS_MISSING"), (2, 1, "a", None, "TS_MISSING"), (2, 2, "a")],
        [],
        [Verdict(1, 1, "lost"), Verdict(2, 1, "lost"), new(2, 2)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_group_rule(verdicts: dict[str, list[Verdict]], case: str) -> None:
    assert sorted(verdicts[case]) == sorted(CASES[case][2])


def test_nothing_in_silver_yet(spark: SparkSession) -> None:
    cells = [(1, 1, "t", 0, 1, hash("a"), None, "s", None), (2, 1, "t", 0, 1, hash("b"), None, "s", None)]
    result = settle(local_rows(spark, cells, COLUMNS), None, 2).placed.select(
        "arrival", "fate", "revision", "is_current"
    )
    assert sorted(tuple(row) for row in result.collect()) == [(1, "new", 0, False), (2, "new", 1, True)]
