"""Schedules of files as a plant makes them: late, twice, edited, renamed, cut, and found by some run or another."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from told import TAGS, Row


@dataclass(frozen=True)
class Landed:
    """An object version; the run of number `run` is the first that finds it."""

    name: str
    rows: list[Row]
    run: int


_ROW = st.builds(
    Row,
    tag=st.sampled_from([*TAGS, *TAGS, *TAGS, "Nobody"]),
    second=st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(0, 6), st.none()),
    value=st.sampled_from(["1", "2", "3", "I/O Timeout"]),
)
_ROWS = st.lists(_ROW, max_size=8)
_RUNS = 3


_SAID = st.lists(st.sampled_from(["1", "2"]), min_size=1, max_size=2)


def contested(*said: tuple[list[str], int]) -> list[Landed]:
    """Objects that all speak of one moment, each by what it says of it and the run that finds it."""
    return [
        Landed(f"file-{n}", [Row(TAGS[0], 1, value) for value in values], run) for n, (values, run) in enumerate(said)
    ]


@st.composite
def contests(draw: st.DrawFn) -> list[Landed]:
    """Objects that all speak of one moment: edited, edited back, in part, and found out of order."""
    return contested(*draw(st.lists(st.tuples(_SAID, st.integers(0, _RUNS - 1)), min_size=3, max_size=5)))


@st.composite
def schedules(draw: st.DrawFn) -> list[Landed]:
    """Object versions in the order in which they land, each made from nothing or from one that landed before it."""
    landed: list[Landed] = []
    for number in range(draw(st.integers(1, 6))):
        how = draw(st.sampled_from(["new", "twice", "edited", "renamed", "cut"])) if landed else "new"
        before = draw(st.sampled_from(landed)) if landed else None
        run = draw(st.integers(0, _RUNS - 1))
        name = f"file-{number}"
        if before is None or how == "new":
            landed.append(Landed(name, draw(_ROWS), run))
        elif how == "edited":
            rows = [draw(st.sampled_from([row, draw(_ROW)])) for row in before.rows]
            landed.append(Landed(before.name, rows, run))
        elif how == "cut":
            landed.append(Landed(before.name, before.rows[: draw(st.integers(0, len(before.rows)))], run))
        else:
            landed.append(Landed(before.name if how == "twice" else name, before.rows, run))
    return landed


def many(rows: int, seed: int) -> list[Landed]:
    """Object versions of about that many rows in all, each of a time of its own or made from one that landed before it."""
    chance, landed, most = random.Random(seed), list[Landed](), rows // 25
    while (so_far := sum(len(each.rows) for each in landed)) < rows:
        how = chance.choice(["new", "new", "new", "twice", "edited", "renamed", "cut"]) if landed else "new"
        before = chance.choice(landed) if landed else None
        run, name = chance.randrange(_RUNS), f"file-{len(landed)}"
        if before is None or how == "new":
            landed.append(Landed(name, [_row(chance, so_far // 2 + n // 2) for n in range(most)], run))
        elif how == "edited":
            edited = [replace(row, value=_value(chance)) if chance.random() < 0.1 else row for row in before.rows]
            landed.append(Landed(before.name, edited, run))
        elif how == "cut":
            landed.append(Landed(before.name, before.rows[: chance.randrange(len(before.rows))] or before.rows, run))
        else:
            landed.append(Landed(before.name if how == "twice" else name, before.rows, run))
    return landed


def _row(chance: random.Random, near: int) -> Row:
    """One near that second: now and then of an unknown tag, at no time, or at a moment that another row has, too."""
    second = None if chance.random() < 0.01 else near + chance.choice([0, 0, 0, 1])
    return Row("Nobody" if chance.random() < 0.01 else chance.choice(TAGS), second, _value(chance))


def _value(chance: random.Random) -> str:
    return "I/O Timeout" if chance.random() < 0.02 else f"{chance.randrange(1000) / 10}"
