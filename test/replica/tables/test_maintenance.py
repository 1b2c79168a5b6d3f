"""Maintenance on real tables: files go, rows and the promised history stay."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from checksums import checksums
from deltalake import DeltaTable
from few_rows import FewRows
from landing import Landing, reading, tag
from replica.maintenance.compact import Compaction
from replica.maintenance.layout import Layout
from replica.store.folder import FolderObjects
from replica.tables import table as table_module
from replica.tables.schema import delta_schema
from replica.tables.silver import LEDGER, PI_EVENT
from replica.tables.table import OtherWriterError, Table
from two_days import first_day, run_clean, run_maintenance, second_day


class Watched(FolderObjects):
    """Files of a folder, and the names of those that were fetched."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.fetched: list[str] = []

    def get(self, name: str, scratch: Path, etag: str = "") -> Path:
        self.fetched.append(name)
        return super().get(name, scratch, etag)


@pytest.fixture
def hourly(landing: Landing, tmp_path: Path) -> Path:
    """The folder of a landing that six runs have cleaned, each of which left a file in every table but tag."""
    landing.put_tags("tags", [tag("Flow")])
    for hour in range(6):
        rows = [
            reading("Flow", f"2026-10-01T0{hour}:00:00Z", str(hour)),
            reading("Unknown", "2026-10-01T00:00:00Z", "1"),
        ]
        landing.put_readings(f"hour-{hour}", rows)
        run_clean(tmp_path, f"r{hour}")
    return tmp_path


def silver(root: Path) -> str:
    return (root / "silver").as_uri()


def data_files(root: Path) -> list[Path]:
    return sorted((root / "silver" / "delta").rglob("*.parquet"))


def test_files_are_fewer_and_every_row_is_as_it_was(hourly: Path) -> None:
    before = checksums(silver(hourly), with_run=True)
    told = run_maintenance(hourly)
    counts = {name: (each["files_before"], each["files_after"]) for name, each in told.items()}
    assert counts == {
        "pi_event": (6, 1),
        "pi_event_frame": (0, 0),
        "tag": (1, 1),
        "tag_quality": (6, 2),
        "quarantine": (6, 1),
        "ledger": (6, 1),
    }
    assert checksums(silver(hourly), with_run=True) == before


def test_a_second_maintenance_writes_nothing(hourly: Path) -> None:
    run_maintenance(hourly)
    standing = sorted((hourly / "silver").rglob("*"))
    run_maintenance(hourly, "m2")
    assert sorted((hourly / "silver").rglob("*")) == standing


def test_the_next_run_works_on_what_maintenance_left(hourly: Path, landing: Landing) -> None:
    run_maintenance(hourly)
    landing.put_readings("again", [reading("Flow", "2026-10-01T03:00:00Z", "3")])
    landing.put_readings("corrected", [reading("Flow", "2026-10-01T02:00:00Z", "20")])
    told = run_clean(hourly, "next")["sites"]["east"]
    assert (told["silver_good"], told["exact_duplicates"]) == (1, 1)
    assert landing.rows("pi_event", "value, revision, is_current", "event_ticks, revision")[2:4] == [
        (2.0, 0, False),
        (20.0, 1, True),
    ]


def test_the_past_within_the_promise_can_be_read(hourly: Path) -> None:
    versions = [DeltaTable(f"{silver(hourly)}/delta/ledger", version=version).file_uris() for version in range(6)]
    run_maintenance(hourly)
    assert all(Path(file.removeprefix("file://")).exists() for files in versions for file in files)
    assert [len(files) for files in versions] == [1, 2, 3, 4, 5, 6]


def test_files_that_no_promised_version_has_go_and_young_ones_stay(hourly: Path) -> None:
    partition = next((hourly / "silver" / "delta" / "pi_event").glob("site=*/event_date=*"))
    young, old, half = (partition / name for name in ("young.parquet", "old.parquet", ".half.parquet.new"))
    for stray, days in ((young, 29), (old, 31), (half, 31)):
        stray.write_bytes(b"left by a run that ended")
        os.utime(stray, (time.time() - days * 86400,) * 2)
    assert run_maintenance(hourly)["pi_event"]["files_cleared"] == 2
    assert [stray.exists() for stray in (young, old, half)] == [True, False, False]


def test_files_that_were_replaced_longer_ago_than_promised_go(hourly: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_maintenance(hourly)
    assert len(data_files(hourly)) == 6 + 1 + 1 + 6 + 5 + 1 + 6 + 1 + 6 + 1
    monkeypatch.setattr(table_module.time, "time", lambda: 0.0)
    ledger = LEDGER.at(silver(hourly)).open()
    assert ledger is not None
    ledger.commit([], "empties", removes=ledger.files())
    monkeypatch.undo()
    assert run_maintenance(hourly)["ledger"]["files_cleared"] == 1


def test_a_day_with_a_few_small_files_is_left_alone(few: FewRows) -> None:
    crowded = [few.event_file(tick) for tick in range(5)]
    few.events.create([*crowded, *(few.event_file(tick, day="2026-01-02") for tick in range(7, 9))], "r")
    compact(few, Layout(PI_EVENT, ("tag_id", "event_ticks"), few=3))
    opened = few.events.open()
    assert opened is not None
    days = sorted(file.partition["event_date"] for file in opened.files())
    assert days == ["2026-01-01", "2026-01-02", "2026-01-02"]
    assert few.ticks() == [0, 1, 2, 3, 4, 7, 8]


def test_nothing_is_fetched_of_what_needs_no_compaction(few: FewRows, tmp_path: Path) -> None:
    large = few.event_file(*range(9000))
    few.events.create([large, few.event_file(1, day="2026-01-02")], "r")
    watched = compact(few, Layout(PI_EVENT, ("tag_id", "event_ticks"), target=large.size, few=0), tmp_path)
    assert watched.fetched == []


def test_large_groups_are_cut_between_tags_and_sorted(few: FewRows) -> None:
    files = [few.event_file(*range(start, start + 100), tag=tag) for start in (100, 0) for tag in "dbca"]
    few.events.create(files, "r")
    together = sum(file.size for file in files)
    compact(few, Layout(PI_EVENT, ("tag_id", "event_ticks"), target=together // 3, together=together))
    opened = few.events.open()
    assert opened is not None
    found = sorted(opened.files(), key=lambda file: file.low["tag_id"])
    assert [(file.low["tag_id"], file.high["tag_id"], file.rows) for file in found] == [
        (each, each, 200) for each in "abcd"
    ]
    assert few.ticks() == sorted(2 * 2 * list(range(200)))
    for file in found:
        local = few.silver.get(f"{PI_EVENT.folder}/{file.path}", few.scratch / "sorted")
        assert few.con.execute("SELECT list(event_ticks) FROM read_parquet(?)", [str(local)]).fetchone() == (
            list(range(200)),
        )


def compact(few: FewRows, layout: Layout, root: Path | None = None) -> Watched:
    watched = Watched((root or few.scratch.parent) / "silver")
    opened = few.events.open()
    assert opened is not None
    Compaction(layout, watched, few.con, few.scratch, "m").compact(opened)
    return watched


def test_histories_of_many_commits_get_a_checkpoint(few: FewRows, tmp_path: Path) -> None:
    LEDGER.at(few.layer).create([], "r", {"runs": 1})
    for run in range(25):
        opened = LEDGER.at(few.layer).open()
        assert opened is not None
        opened.commit([], f"r{run}")
    for _ in range(2):
        run_maintenance(tmp_path)
        assert len(list((tmp_path / "silver/delta/ledger/_delta_log").glob("*.checkpoint.parquet"))) == 1


def test_gold_keeps_the_promise_too(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    table = Table(gold.as_uri(), "reactor_data", delta_schema("column_name"))
    table.create([], "g1")
    stray = gold / "delta/reactor_data/old.parquet"
    stray.write_bytes(b"left by a build that ended")
    os.utime(stray, (time.time() - 31 * 86400,) * 2)
    assert run_maintenance(tmp_path) == {"reactor_data": {"files_before": 0, "files_after": 0, "files_cleared": 1}}
    promised = DeltaTable(table.uri).metadata().configuration
    assert [promised[f"delta.{name}RetentionDuration"] for name in ("log", "deletedFile")] == ["interval 30 days"] * 2
    assert not stray.exists()


def test_tables_that_do_not_exist_yet_are_passed_over(tmp_path: Path) -> None:
    assert run_maintenance(tmp_path) == {}


def test_what_an_ended_run_left_is_undone_before_it_is_put_among_the_rest(
    landing: Landing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_day(landing)
    run_clean(tmp_path, "r1")
    before = checksums(silver(tmp_path))
    second_day(landing)
    with monkeypatch.context() as patch:
        patch.setattr("replica.silver.work_through.write_ledger", ends)
        with pytest.raises(KeyboardInterrupt):
            run_clean(tmp_path, "r2")
    assert checksums(silver(tmp_path)) != before
    run_maintenance(tmp_path)
    assert checksums(silver(tmp_path)) == before


def ends(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_run_in_whose_midst_maintenance_was_ends_and_loses_nothing(
    landing: Landing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = undisturbed(tmp_path / "apart")
    for name in range(4):
        landing.put_readings(f"none-{name}", [])
        run_clean(tmp_path, f"r{name}")
    first_day(landing)
    with monkeypatch.context() as patch:
        patch.setattr("replica.silver.work_through.close", lambda _: run_maintenance(tmp_path))
        with pytest.raises(OtherWriterError, match=r"another run has written since version \d+$"):
            run_clean(tmp_path, "r")
    run_clean(tmp_path, "again")
    found = checksums(silver(tmp_path))
    assert {name: found[name] for name in ("pi_event", "tag")} == {name: expected[name] for name in ("pi_event", "tag")}


def test_maintenance_in_whose_midst_a_run_was_ends_and_loses_nothing(
    hourly: Path, landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten = Compaction._rewritten

    def interrupted(self: Compaction, group: object) -> object:
        monkeypatch.undo()
        landing.put_readings("late", [reading("Flow", "2026-10-01T09:00:00Z", "9")])
        run_clean(hourly, "late")
        return rewritten(self, group)  # type: ignore[arg-type]

    monkeypatch.setattr(Compaction, "_rewritten", interrupted)
    with pytest.raises(OtherWriterError):
        run_maintenance(hourly)
    before = checksums(silver(hourly), with_run=True)
    assert before["pi_event"][0] == 7
    assert run_maintenance(hourly)["pi_event"]["files_after"] == 1
    assert checksums(silver(hourly), with_run=True) == before


def undisturbed(root: Path) -> dict[str, tuple[int, str]]:
    landing = Landing(root)
    for name in range(4):
        landing.put_readings(f"none-{name}", [])
    first_day(landing)
    run_clean(root, "r")
    return checksums(silver(root))
