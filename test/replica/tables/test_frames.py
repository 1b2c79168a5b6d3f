"""Event frames through whole runs: what stands whatever was found first, what is judged again, what a run opens, and the example."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from landing import ROOT, Landing
from replica.store.folder import FolderObjects
from two_days import run_gold, run_maintenance

OPEN = "F-1;Batch 1;Batch;P-1;2018-01-01 10:00:00;;60;212;anna"
CLOSED = "f-1;Batch 1;Batch;P-1;2018-01-01 10:00:00;2018-01-01 11:00:00;3600;212;anna"
EDITED = "F-1;Batch 1;Batch;P-1;2018-01-01 10:00:00;2018-01-01 12:00:00;7200;212;anna"
OTHER = "F-2;Batch 2;Batch;P-2;2018-01-02 10:00:00;2018-01-02 11:00:00;3600;I/O Timeout;anna"
ENDS_FIRST = "F-3;Batch 3;Batch;P-2;2018-01-02 10:00:00;2018-01-02 09:00:00;0;212;anna"
LANDED = [[OPEN, OTHER], [CLOSED, ENDS_FIRST], [CLOSED], [EDITED, OTHER]]
_OF_A_RUN = "run_id, source_version"


def content(landing: Landing) -> list[list[tuple[Any, ...]]]:
    return [
        landing.rows("pi_event_frame", f"* EXCLUDE ({_OF_A_RUN})"),
        landing.rows("ledger", "* EXCLUDE (run_id, object_version, processed_at)"),
        landing.rows("quarantine", f"* EXCLUDE ({_OF_A_RUN}, quarantined_at)", "ALL"),
    ]


@pytest.fixture(scope="module")
def in_time(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[Any, ...]]]:
    """What stands where one run finds all of it."""
    landing = Landing(tmp_path_factory.mktemp("in-time"))
    for minute, lines in enumerate(LANDED):
        landing.put_frames(f"{minute}", lines, minute=minute)
    landing.clean()
    return content(landing)


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (0, 2, 3, 1), (1, 3, 0, 2)], ids=str)
def test_frames_and_accounts_are_the_same_whatever_was_found_first(
    in_time: list[list[tuple[Any, ...]]], landing: Landing, order: tuple[int, ...]
) -> None:
    for minute in order:
        landing.put_frames(f"{minute}", LANDED[minute], minute=minute)
        landing.clean(f"r{minute}")
    assert content(landing) == in_time


def test_a_site_and_another_with_equal_ids_have_two_frames(landing: Landing) -> None:
    landing.add_site("south", like="north")
    landing.put_frames("a", [OPEN])
    landing.put_frames("a", [CLOSED], site="south")
    landing.clean()
    told = landing.rows("pi_event_frame", "site, frame_id, revision, is_current, end_time IS NULL")
    assert told == [("north", "f-1", 0, True, True), ("south", "f-1", 0, True, False)]


def test_frames_are_judged_again_and_what_they_were_is_kept_aside(landing: Landing) -> None:
    landing.put_frames("a", [OTHER, ENDS_FIRST])
    landing.clean("r1")
    landing.set_frames(endColumn="Until", startColumn="Start Time")
    landing.clean("r2", replay={"view": "batches"})
    assert landing.rows("quarantine", "reason, resolved_by") == [
        ("F_HEADER_MISMATCH", None),
        ("TS_END_BEFORE_START", "r2"),
    ]
    landing.set_frames(endColumn="End Time", columns=[])
    landing.clean("r3", replay={"reason": "F_HEADER_MISMATCH"})
    assert landing.rows("pi_event_frame", "frame_id, is_current, withdrawn, reasons") == [
        ("f-2", False, "replayed", {"Peak": "STATE_SYSTEM"}),
        ("f-2", True, None, {"Operator": "VALUE_UNPARSEABLE", "Peak": "STATE_SYSTEM"}),
    ]
    assert landing.rows("ledger", "silver_good, silver_bad, quarantined") == [(0, 1, 1)]


def test_a_run_opens_only_files_that_may_hold_what_came_in(
    landing: Landing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 5, 9):
        landing.put_frames(f"{number}", [f"F-{number};Batch;Batch;P-1;2018-01-01 10:00:00;;1;212;anna"])
        landing.clean(f"r{number}")
    opened, real = [], FolderObjects.get

    def get(self: FolderObjects, name: str, *more: Any) -> Path:
        opened.append(name)
        return real(self, name, *more)

    monkeypatch.setattr(FolderObjects, "get", get)
    landing.put_frames("again", ["F-5;Batch;Batch;P-1;2018-01-01 10:00:00;2018-01-01 11:00:00;1;212;anna"])
    landing.clean("last")
    assert len([name for name in opened if "delta/pi_event_frame" in name]) == 1
    assert len(landing.rows("pi_event_frame")) == 4


def test_maintenance_puts_frames_together_and_later_runs_find_them(landing: Landing, tmp_path: Path) -> None:
    for number in range(6):
        landing.put_frames(f"{number}", [f"F-{number};Batch;Batch;P-1;2018-01-01 10:00:00;;1;212;anna"])
        landing.clean(f"r{number}")
    run_maintenance(tmp_path)
    assert len(landing.files("pi_event_frame")) == 1
    landing.put_frames("again", ["f-3;Batch;Batch;P-1;2018-01-01 10:00:00;2018-01-01 11:00:00;1;212;anna"])
    landing.clean("last")
    assert landing.rows("pi_event_frame", "count(*), count(*) FILTER (is_current), max(revision)") == [(7, 6, 1)]


def test_the_example_puts_frames_beside_a_dataset(landing: Landing, tmp_path: Path) -> None:
    rows = [f"{n}\tP-1\t01/01/2018 {hour}:00:00 AM\t{n}\t1" for n, hour in enumerate(("09", "10", "11"))]
    landing.put_sheet("a", ["Id\tName\tTimeStamp\tFlow\tValve", *rows])
    landing.put_frames("a", [CLOSED.replace("P-1", "p-1"), OTHER])
    landing.clean()
    run_gold(tmp_path)
    words = [
        ROOT / ".venv/notebook/bin/python",
        ROOT / "examples/event_frames.py",
        landing.gold,
        landing.silver,
        "process_data",
        "north",
    ]
    printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert printed[-1].split() == [
        "Batch",
        "Batch",
        "1",
        "12",
        "2018-01-01",
        "12:00:00+00:00",
        "2018-01-01",
        "12:55:00+00:00",
    ]
