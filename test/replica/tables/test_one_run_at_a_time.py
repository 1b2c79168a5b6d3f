"""Two runs at once: one ends with a word, and after the next the tables are as if the other had been alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from checksums import checksums
from landing import Landing, reading, tag
from replica.silver.commit import Silver
from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, TAG, SilverTable
from replica.tables.table import OtherWriterError
from two_days import first_day, run_clean, second_day

WRITTEN = [TAG, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, LEDGER]
ONE_SENTENCE = r"^file://\S+: another run has (written since version \d+|made the table since this one began)$"


def silver(root: Path) -> str:
    return (root / "silver").as_uri()


def alone(given: Path, root: Path) -> dict[str, tuple[int, str]]:
    """What one run leaves of what was given."""
    shutil.copytree(given, root)
    run_clean(root, "alone")
    return checksums(silver(root))


def before_writing(monkeypatch: pytest.MonkeyPatch, table: SilverTable, act: Callable[[], Any]) -> None:
    """`act` once, at the moment at which a run is about to commit to `table`."""
    write = Silver.write

    def interrupted(self: Silver, to: SilverTable, *args: Any, **more: Any) -> None:
        if to is table:
            monkeypatch.undo()
            act()
        write(self, to, *args, **more)

    monkeypatch.setattr(Silver, "write", interrupted)


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
@pytest.mark.parametrize("table", WRITTEN, ids=lambda table: table.name)
def test_a_run_that_another_overtakes_ends_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: SilverTable, is_first: bool
) -> None:
    given = tmp_path / "given"
    landing = Landing(given)
    first_day(landing)
    if not is_first:
        run_clean(given, "first")
        second_day(landing)
    expected = alone(given, tmp_path / "alone")
    before_writing(monkeypatch, table, lambda: run_clean(given, "fast"))
    with pytest.raises(OtherWriterError, match=ONE_SENTENCE):
        run_clean(given, "slow")
    run_clean(given, "next")
    assert checksums(silver(given)) == expected


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "later"])
def test_a_run_whose_rows_another_undid_cannot_come_to_its_end(
    landing: Landing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    """Else its ledger would tell of rows that are in no table."""
    landing.put_tags("tags", [tag("Flow")])
    if not is_first:
        run_clean(tmp_path, "first")
    landing.put_readings("late", [reading("Flow", "2026-10-01T01:00:00Z", "2")])

    def undo() -> None:
        monkeypatch.setattr("replica.silver.clean.find_work", lambda *_: end())
        with pytest.raises(KeyboardInterrupt):
            run_clean(tmp_path, "undoes")
        monkeypatch.undo()

    before_writing(monkeypatch, LEDGER, undo)
    with pytest.raises(OtherWriterError, match=ONE_SENTENCE):
        run_clean(tmp_path, "slow")
    run_clean(tmp_path, "next")
    assert landing.rows("pi_event", "value") == [(2.0,)]


def test_what_an_ended_run_committed_beside_one_that_went_on_is_undone(
    landing: Landing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that went on had no tags to write, and so could not see what became of that table."""
    landing.put_tags("tags", [tag("Flow")])
    run_clean(tmp_path, "first")
    landing.put_readings("late", [reading("Flow", "2026-10-01T01:00:00Z", "2")])

    def start_another() -> None:
        landing.put_tags("more", [tag("Level")])
        before_writing(monkeypatch, PI_EVENT, end)
        with pytest.raises(KeyboardInterrupt):
            run_clean(tmp_path, "ended")

    before_writing(monkeypatch, PI_EVENT, start_another)
    assert run_clean(tmp_path, "slow")["outcome"] == "cleaned"
    assert landing.rows("tag", "attribute") == [("Flow",), ("Level",)]
    told = run_clean(tmp_path, "next")["sites"]["east"]
    assert (told["silver_good"], told["exact_duplicates"]) == (1, 0)
    assert landing.rows("tag", "attribute") == [("Flow",), ("Level",)]
    assert landing.rows("pi_event", "value") == [(2.0,)]


def end() -> None:
    raise KeyboardInterrupt
