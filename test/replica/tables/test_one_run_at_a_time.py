"""Two runs at once: one ends with a word, and after the next the tables are as if the other had been alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from checksums import checksums
from landing import Landing, reading, tag
from replica.silver.commit import Silver
from replica.tables.silver import LEDGER, PI_EVENT, PI_EVENT_FRAME, QUARANTINE, TAG, TAG_QUALITY, SilverTable
from replica.tables.table import OtherWriterError
from two_days import first_day, first_words, run_clean, second_words

WRITTEN = [TAG, PI_EVENT, PI_EVENT_FRAME, TAG_QUALITY, QUARANTINE, LEDGER]
ONE_SENTENCE = r"^file://\S+: another run has (written since version \d+|made the table since this one began)$"


@dataclass(frozen=True)
class Given:
    """A folder with what landed, to be copied, and what one run alone leaves of it."""

    landed: Path
    expected: dict[str, tuple[int, str]]


def silver(root: Path) -> str:
    return (root / "silver").as_uri()


@pytest.fixture(scope="module", params=[True, False], ids=["first", "later"])
def given(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Given:
    """What a first run finds, something of everything, and what a later one does."""
    root = tmp_path_factory.mktemp("given")
    landing = Landing(root / "landed")
    if request.param:
        first_day(landing)
    else:
        first_words(landing)
        run_clean(root / "landed", "first")
        second_words(landing)
    landing.copy_to(root / "alone")
    run_clean(root / "alone", "alone")
    return Given(root / "landed", checksums(silver(root / "alone")))


def before_writing(monkeypatch: pytest.MonkeyPatch, table: SilverTable, act: Callable[[], Any]) -> None:
    """`act` once, at the moment at which a run is about to commit to `table`."""
    write = Silver.write

    def interrupted(self: Silver, to: SilverTable, *args: Any, **more: Any) -> None:
        if to is table:
            monkeypatch.undo()
            act()
        write(self, to, *args, **more)

    monkeypatch.setattr(Silver, "write", interrupted)


@pytest.mark.parametrize("table", WRITTEN, ids=lambda table: table.name)
def test_a_run_that_another_overtakes_ends_and_leaves_nothing(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: SilverTable
) -> None:
    shutil.copytree(given.landed, tmp_path, dirs_exist_ok=True)
    before_writing(monkeypatch, table, lambda: run_clean(tmp_path, "fast"))
    with pytest.raises(OtherWriterError, match=ONE_SENTENCE):
        run_clean(tmp_path, "slow")
    run_clean(tmp_path, "next")
    assert checksums(silver(tmp_path)) == given.expected


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
