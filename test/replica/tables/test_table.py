"""Commits to a table: one writer, runs that can be taken back, and files that change no row."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from deltalake import DeltaTable
from few_rows import FewRows
from replica.tables.silver import LEDGER, PI_EVENT, QUARANTINE, TAG, SilverTable
from replica.tables.table import OpenTable, OtherWriterError, RowsLostError

EVERY = (PI_EVENT, TAG, QUARANTINE, LEDGER)


def opened(few: FewRows) -> OpenTable:
    table = few.events.open()
    assert table is not None
    return table


def test_a_table_that_nobody_made_is_none(few: FewRows) -> None:
    assert few.events.open() is None


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_every_table_is_for_readers_of_version_1_and_writers_of_version_2(few: FewRows, table: SilverTable) -> None:
    table.at(few.layer).create([], "r")
    protocol = DeltaTable(table.at(few.layer).uri).protocol()
    assert (protocol.min_reader_version, protocol.min_writer_version) == (1, 2)
    assert not protocol.reader_features


def test_a_table_can_be_made_once_only(few: FewRows) -> None:
    few.events.create([few.event_file(1)], "r1")
    with pytest.raises(OtherWriterError, match="has made the table"):
        few.events.create([few.event_file(2)], "r2")
    assert few.ticks() == [1]


def test_of_many_that_make_a_table_at_once_one_does(few: FewRows) -> None:
    files = [few.event_file(tick) for tick in range(6)]

    def make(number: int) -> int | None:
        try:
            few.events.create([files[number]], f"r{number}")
        except OtherWriterError:
            return None
        return number

    with ThreadPoolExecutor(6) as pool:
        made = [number for number in pool.map(make, range(6)) if number is not None]
    assert few.ticks() == made


def test_who_has_not_seen_the_last_commit_is_refused(few: FewRows) -> None:
    few.events.create([few.event_file(1)], "r1")
    first, second = opened(few), opened(few)
    first.commit([few.event_file(2)], "r2")
    with pytest.raises(OtherWriterError, match=r"pi_event: another run has written since version 0$"):
        second.commit([few.event_file(3)], "r3")
    assert few.ticks() == [1, 2]


def test_a_rearrangement_and_a_commit_exclude_each_other(few: FewRows) -> None:
    few.events.create([few.event_file(1), few.event_file(2)], "r1")
    run, upkeep = opened(few), opened(few)
    upkeep.rearrange([few.event_file(1, 2)], upkeep.files(), "m1")
    with pytest.raises(OtherWriterError):
        run.commit([few.event_file(3)], "r2")
    late, run = opened(few), opened(few)
    run.commit([few.event_file(3)], "r2")
    with pytest.raises(OtherWriterError):
        late.rearrange([few.event_file(1, 2)], late.files(), "m2")
    with pytest.raises(OtherWriterError):
        late.set_properties({"delta.logRetentionDuration": "interval 9 days"}, "m2")
    assert few.ticks() == [1, 2, 3]


def test_a_rearrangement_that_would_lose_or_double_a_row_is_refused(few: FewRows) -> None:
    few.events.create([few.event_file(1), few.event_file(2)], "r1")
    for ticks in ((1,), (1, 2, 3)):
        with pytest.raises(RowsLostError):
            opened(few).rearrange([few.event_file(*ticks)], opened(few).files(), "m1")
    assert few.ticks() == [1, 2]


def test_a_rearrangement_says_in_the_log_that_no_row_changed(few: FewRows, tmp_path: Path) -> None:
    few.events.create([few.event_file(1), few.event_file(2)], "r1")
    opened(few).rearrange([few.event_file(1, 2)], opened(few).files(), "m1")
    log = tmp_path / "silver/delta/pi_event/_delta_log/00000000000000000001.json"
    actions = [json.loads(line) for line in log.read_text().splitlines()]
    changes = [told["dataChange"] for action in actions for kind, told in action.items() if kind in ("add", "remove")]
    assert changes == [False, False, False]


def test_the_last_run_is_taken_back(few: FewRows) -> None:
    few.events.create([few.event_file(1)], "r1", {"runs": 1})
    before = opened(few).files()
    opened(few).commit([few.event_file(2, 3)], "r2", removes=before, marks={"runs": 2})
    opened(few).undo("r3", {"runs": 1})
    assert few.ticks() == [1]
    assert opened(few).files() == before
    assert opened(few).mark("runs") == 1


def test_the_run_that_made_the_table_is_taken_back(few: FewRows) -> None:
    few.events.create([few.event_file(1)], "r1", {"runs": 1})
    opened(few).undo("r2", {"runs": 0})
    assert few.ticks() == []
    assert opened(few).mark("runs") == 0


def test_a_run_is_taken_back_whatever_was_rearranged_since(few: FewRows) -> None:
    few.events.create([few.event_file(1), few.event_file(2)], "r1", {"runs": 1})
    opened(few).commit([few.event_file(3)], "r2", marks={"runs": 2})
    opened(few).set_properties({"delta.logRetentionDuration": "interval 9 days"}, "m1")
    opened(few).rearrange([few.event_file(1, 2, 3)], opened(few).files(), "m1")
    opened(few).undo("r3", {"runs": 1})
    assert few.ticks() == [1, 2]


def test_a_run_after_a_rearrangement_is_taken_back_to_it(few: FewRows) -> None:
    few.events.create([few.event_file(1), few.event_file(2)], "r1", {"runs": 1})
    opened(few).rearrange([few.event_file(1, 2)], opened(few).files(), "m1")
    rearranged = opened(few).files()
    opened(few).commit([few.event_file(3)], "r2", marks={"runs": 2})
    opened(few).undo("r3", {"runs": 1})
    assert opened(few).files() == rearranged


def test_properties_that_stand_are_not_set_again(few: FewRows) -> None:
    few.events.create([], "r1")
    for _ in range(2):
        opened(few).set_properties({"delta.logRetentionDuration": "interval 9 days"}, "m1")
    assert opened(few).version == 1


def test_marks_outlive_a_checkpoint_and_the_log_before_it(few: FewRows, tmp_path: Path) -> None:
    few.events.create([few.event_file(1)], "r1", {"runs": 7})
    opened(few).commit([few.event_file(2)], "r2")
    opened(few).delta.create_checkpoint()
    for entry in (tmp_path / "silver/delta/pi_event/_delta_log").glob("*.json"):
        entry.unlink()
    assert opened(few).mark("runs") == 7
    assert few.ticks() == [1, 2]


def test_files_are_found_by_place_and_bounds(few: FewRows) -> None:
    files = [
        few.event_file(tick, tag=tag, day=day) for tick, tag, day in ((1, "a", "2026-01-01"), (5, "b", "2026-01-02"))
    ]
    few.events.create(files, "r1")
    assert opened(few).files("\"partition.event_date\" = DATE '2026-01-02'") == [files[1]]
    assert opened(few).files('"min.tag_id" <= \'a\' AND "max.event_ticks" >= 1') == [files[0]]
    assert opened(few).files('"min.event_ticks" > 5') == []


def test_a_table_without_files_can_be_asked_for_some(few: FewRows) -> None:
    LEDGER.at(few.layer).create([], "r1")
    ledger = LEDGER.at(few.layer).open()
    assert ledger is not None
    assert ledger.files("\"max.landed_at\" >= TIMESTAMPTZ '2026-01-01 00:00:00+00'") == []
