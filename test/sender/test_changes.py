"""Which changes are read on to, and which are read again."""

from __future__ import annotations

import pytest
from airlock_sender.changes import NEAR, Changed, Stretch, ahead, behind
from airlock_sender.windows import Window

MARKS = {"a": 100 * NEAR, "b": 200 * NEAR}


def test_what_lies_at_a_mark_or_after_it_is_read_on_to() -> None:
    changes = [Changed("a|x", "Add", MARKS["a"]), Changed("a|y", "Delete", MARKS["a"] + 7), Changed("b|x", "Add", 1)]
    assert ahead(changes, MARKS, 0) == {"a": MARKS["a"] + 7}
    assert behind(changes[:2], MARKS, 0) == []


def test_an_asset_that_was_never_read_has_nothing_behind_it() -> None:
    assert behind([Changed("c|x", "Update", 5)], MARKS, 5) == []
    assert ahead([Changed("c|x", "Update", 5)], MARKS, 5) == {"c": 5}


def test_what_lies_before_the_views_start_is_not_the_views() -> None:
    assert behind([Changed("a|x", "Update", 4)], MARKS, 5) == []


def test_changes_that_lie_near_are_read_together_and_others_are_not() -> None:
    changes = [Changed("a|x", "Update", 5 * NEAR), Changed("a|y", "Add", 6 * NEAR), Changed("b|x", "Delete", 9 * NEAR)]
    assert behind(changes, MARKS, 0) == [
        Stretch(Window(5 * NEAR, 6 * NEAR + 1), frozenset(["a|x", "a|y"])),
        Stretch(Window(9 * NEAR, 9 * NEAR + 1), frozenset(["b|x"])),
    ]


@pytest.mark.parametrize("action", ["Refresh", "RangeDeleted"])
def test_all_that_follows_a_refresh_or_a_word_that_is_not_known_is_read_again(action: str) -> None:
    assert behind([Changed("a|x", action, 7)], MARKS, 0) == [Stretch(Window(7, MARKS["a"]), frozenset(["a|x"]))]


def test_a_long_stretch_takes_in_what_begins_within_it() -> None:
    changes = [Changed("a|x", "Refresh", 7), Changed("a|y", "Update", 50 * NEAR)]
    assert behind(changes, MARKS, 0) == [Stretch(Window(7, MARKS["a"]), frozenset(["a|x", "a|y"]))]
