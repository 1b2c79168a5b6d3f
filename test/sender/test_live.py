"""That with Stream Updates what changes in PI is told at once, and that nothing is asked of what does not change."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from airlock_sender.clock import now_of
from airlock_sender.run import walk
from airlock_sender.start import Parts, started
from airlock_sender.web import PiError
from sender_plant import MakePlant, PiServer, Plant, Serve, as_text, readings_of, rows_of, standing

MORNING = "2026-01-01T08:00:00+00:00"
ASSETS = {name: rf"\\CASEDA\CASE.{name}" for name in ("LATE", "EDITED", "DELETED", "WHOLE", "QUIET", "EMPTY")}


@pytest.fixture(scope="module")
def view_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each point is an asset of its own."""
    file = tmp_path_factory.mktemp("view") / "view.csv"
    rows = [f"{name},value,{path}" for name, path in ASSETS.items()]
    file.write_text("\n".join(["asset,attribute,point", *rows]), encoding="utf-8")
    return file


class Hours:
    """A sender that runs on while the plant's clock moves; `asked` are WebIDs of recorded values that it asked for."""

    def __init__(self, server: PiServer, sender: Plant, parts: Parts) -> None:
        self._server, self._sender, self._parts = server, sender, parts
        self.asked: set[str] = set()
        get = parts.pi.web.get

        def noting(path: str, query: Any, *others: Any, **more: Any) -> Any:  # noqa: ANN401 - as the method's
            self.asked |= {value for name, value in query if name == "webId" and path == "streamsets/recorded"}
            return get(path, query, *others, **more)

        parts.pi.web.get = noting  # type: ignore[method-assign]
        self._tags = walk(parts, sender.settings, sender.log, now_of(parts.pi))
        self.web_ids = {tag.asset: tag.web_id for tag in self._tags["cases"]}
        self.pass_(0)

    def pass_(self, hours: int, step: int = 1) -> None:
        """A round at once, and one after each step of these hours."""
        for hour in range(0, hours + 1, step):
            if hour:
                self._server.control("clock", {"advance_s": step * 3600})
            assert not self._parts.sender.round(self._tags, now_of(self._parts.pi)).faults

    def fail_updates(self) -> None:
        def fail(_: object) -> NoReturn:
            raise PiError("a proxy in between")

        self._parts.pi.updates = fail  # type: ignore[method-assign]


@contextmanager
def hours(server: PiServer, sender: Plant) -> Iterator[Hours]:
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        yield Hours(server, sender, parts)


def make(plant: MakePlant, server: PiServer, view_file: Path, **more: object) -> Plant:
    view = {"name": "cases", "file": str(view_file), "start": "2026-01-01T00:00:00Z", "updates": True}
    return plant(server, view={**view, "told_again_every_s": 0, **more})


def told(sender: Plant) -> Mapping[str, list[Any]]:
    found = readings_of(rows_of(sender.landing.objects, "cases"))
    return {path.removesuffix("|value"): readings for path, readings in found.items()}


def truth(server: PiServer, name: str) -> list[Any]:
    return [as_text(each) for each in server.truth(ASSETS[name])]


def last_words(sender: Plant, name: str) -> list[Any]:
    """The last word on each moment."""
    return [each for _, each in sorted({each[0]: each for each in told(sender)[name]}.items())]


class Day(NamedTuple):
    """Two senders that ran on through it: the files of one view delete what they do not name, those of the other do not."""

    server: PiServer
    adds: Plant
    deletes: Plant
    asked: set[str]
    quiet: set[str]


@pytest.fixture(scope="module")
def day(view_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    server = PiServer("--source", "cases", "--now", MORNING)
    folder = tmp_path_factory.mktemp
    adds, deletes = (
        make(lambda *of, **more: Plant(*of, folder("day"), **more), server, view_file, restates=restates)
        for restates in (False, True)
    )
    with hours(server, adds) as first, hours(server, deletes) as second:
        for hour in range(0, 45, 3):
            if hour == 6:
                first.asked.clear()
            server.control("clock", {"advance_s": 3 * 3600})
            first.pass_(0)
            second.pass_(0)
        quiet = {first.web_ids["QUIET"], first.web_ids["EMPTY"]}
    yield Day(server, adds, deletes, first.asked, quiet)
    server.end()


def test_late_data_and_edits_are_told_when_they_come_and_nothing_twice(day: Day) -> None:
    for name in ("LATE", "EDITED", "WHOLE"):
        assert last_words(day.adds, name) == truth(day.server, name)
    assert {name: len(readings) for name, readings in told(day.adds).items()} == {
        "LATE": 24, "EDITED": 24 + 8, "WHOLE": 24, "DELETED": 24,
    }  # fmt: skip


def test_what_does_not_change_is_not_asked_for(day: Day) -> None:
    assert day.asked
    assert not day.asked & day.quiet


def test_where_files_delete_deletions_are_told_when_they_come(day: Day) -> None:
    for name in ("DELETED", "EDITED", "LATE"):
        at = [each for each, _ in standing(of_asset(day.deletes.landing.objects, name))[f"{name}|value"]]
        # The very first reading was deleted too: before it nothing stands, so that its deletion cannot be told.
        first = {at[0]} if name == "DELETED" else set()
        assert set(at) - first == {each[0] for each in truth(day.server, name)}


def test_where_files_delete_nothing_the_log_says_what_was_deleted(day: Day) -> None:
    deleted = [line["first"] for line in day.adds.lines if line["event"] == "deleted-in-pi"]
    assert deleted[0] == ["DELETED|value"]
    assert "deleted-in-pi" not in day.deletes.events()


def of_asset(objects: Mapping[str, bytes], asset: str) -> Mapping[str, bytes]:
    """Each file with the rows of one asset alone."""
    found = {}
    for key, body in objects.items():
        if "/view=cases/" in key and key.endswith(".parquet"):
            table = pq.read_table(io.BytesIO(body))
            sink = io.BytesIO()
            pq.write_table(table.filter(pc.equal(table["asset"], asset)), sink)
            found[key] = sink.getvalue()
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[PiServer]:
    """Its clock goes on from test to test."""
    server = PiServer("--source", "cases", "--now", MORNING)
    yield server
    server.end()


def test_registrations_that_the_server_forgot_are_made_again_and_the_gap_is_read(
    server: PiServer, plant: MakePlant, view_file: Path
) -> None:
    sender = make(plant, server, view_file)
    with hours(server, sender) as plant_hours:
        plant_hours.pass_(5)
        server.control("clock", {"advance_s": 5 * 3600})
        server.control("markers", method="DELETE")
        plant_hours.pass_(32, step=4)
    assert "updates-lost" in sender.events()
    for name in ("LATE", "EDITED", "WHOLE"):
        assert last_words(sender, name) == truth(server, name)


def test_what_changed_while_the_sender_was_away_is_told_when_it_is_back(
    serve: Serve, plant: MakePlant, view_file: Path
) -> None:
    server = serve("--source", "cases", "--now", MORNING)
    sender = make(plant, server, view_file)
    with hours(server, sender):
        pass
    server.control("clock", {"advance_s": 40 * 3600})
    with hours(server, sender):
        pass
    assert "updates-lost" not in sender.events()
    for name in ("LATE", "EDITED", "WHOLE"):
        assert last_words(sender, name) == truth(server, name)


def test_a_server_without_updates_is_read_by_windows_and_the_log_says_so(
    server: PiServer, plant: MakePlant, view_file: Path
) -> None:
    server.control("faults", {"without_updates": 1})
    sender = make(plant, server, view_file)
    with hours(server, sender) as plant_hours:
        plant_hours.pass_(1)
    server.control("faults", {})
    assert [line["instead"] for line in sender.lines if line["event"] == "updates-not-there"] == [
        "windows of recorded values"
    ]
    assert last_words(sender, "WHOLE") == truth(server, "WHOLE")


def test_updates_that_do_not_answer_hold_up_no_reading(server: PiServer, plant: MakePlant, view_file: Path) -> None:
    sender = make(plant, server, view_file)
    with hours(server, sender) as plant_hours:
        plant_hours.fail_updates()
        plant_hours.pass_(1)
    assert "updates-not-read" in sender.events()
    assert last_words(sender, "WHOLE") == truth(server, "WHOLE")
