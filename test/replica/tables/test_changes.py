"""What a reader of changes sees of a table: new and lost rows by their files, and nothing of maintenance."""

from __future__ import annotations

import pytest
from few_rows import DAY, FewRows
from replica.tables.changes import changes_between
from replica.tables.data_file import DataFile
from replica.tables.table import OpenTable


def opened(few: FewRows) -> OpenTable:
    table = few.events.open()
    assert table is not None
    return table


def paths(files: list[DataFile]) -> set[str]:
    return {file.path for file in files}


def seen(few: FewRows, since: int) -> tuple[set[str], set[str]]:
    changes = changes_between(few.events, since, opened(few).version)
    assert changes is not None
    return paths(changes.added), paths(changes.removed)


@pytest.fixture
def first(few: FewRows) -> list[DataFile]:
    """Two files of a day, version 0."""
    files = [few.event_file(1), few.event_file(2)]
    few.events.create(files, "r1")
    return files


def test_files_that_a_run_puts_in_and_takes_out_are_changes(few: FewRows, first: list[DataFile]) -> None:
    new = few.event_file(3)
    opened(few).commit([new], "r2", removes=first[:1])
    assert seen(few, 0) == ({new.path}, {first[0].path})


def test_a_run_that_is_taken_back_is_no_change(few: FewRows, first: list[DataFile]) -> None:
    opened(few).commit([few.event_file(3)], "r2", removes=first[:1])
    opened(few).undo("r3", {})
    assert seen(few, 0) == (set(), set())


def test_maintenance_is_no_change(few: FewRows, first: list[DataFile]) -> None:
    opened(few).rearrange([few.event_file(1, 2)], first, "m1")
    assert seen(few, 0) == (set(), set())


def test_new_rows_that_maintenance_put_among_old_ones_are_told_by_the_file_that_brought_them(
    few: FewRows, first: list[DataFile]
) -> None:
    new = few.event_file(3)
    opened(few).commit([new], "r2")
    opened(few).rearrange([few.event_file(1, 2, 3)], [*first, new], "m1")
    assert seen(few, 0) == ({new.path}, set())


def test_a_file_of_maintenance_that_a_later_run_replaced_is_told_with_all_that_went_into_it(
    few: FewRows, first: list[DataFile]
) -> None:
    new, both, revised = few.event_file(3), few.event_file(1, 2, 3), few.event_file(1, 2, 3, revision=1)
    opened(few).commit([new], "r2")
    opened(few).rearrange([both], [*first, new], "m1")
    opened(few).commit([revised], "r3", removes=[both])
    assert seen(few, 0) == ({revised.path}, paths(first))


def test_maintenance_of_what_maintenance_made_is_no_change(few: FewRows, first: list[DataFile]) -> None:
    new, once = few.event_file(3), few.event_file(1, 2)
    opened(few).rearrange([once], first, "m1")
    opened(few).commit([new], "r2")
    opened(few).rearrange([few.event_file(1, 2, 3)], [once, new], "m2")
    assert seen(few, 0) == ({new.path}, set())


def test_a_change_of_one_day_leaves_the_maintenance_of_another_unseen(few: FewRows, first: list[DataFile]) -> None:
    other = [few.event_file(7, day="2026-01-02"), few.event_file(8, day="2026-01-02")]
    opened(few).commit(other, "r2")
    one, two = few.event_file(1, 2), few.event_file(7, 8, day="2026-01-02")
    opened(few).rearrange([one, two], [*first, *other], "m1")
    revised = few.event_file(7, 8, day="2026-01-02", revision=1)
    opened(few).commit([revised], "r3", removes=[two])
    assert seen(few, 1) == ({revised.path}, paths(other))
    assert all(file.partition["event_date"] == DAY for file in first)


def test_without_the_log_nothing_can_be_told(few: FewRows, first: list[DataFile]) -> None:
    few.silver.delete(["delta/pi_event/_delta_log/00000000000000000000.json"])
    assert changes_between(few.events, -1, 0) is None
    assert changes_between(few.events, 1, 0) is None
