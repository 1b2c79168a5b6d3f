"""That what a PI Web API server holds comes to landing event by event, whatever goes wrong with the server or the cloud."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from sender_plant import NOON, Landing, MakePlant, PiServer, Serve, differences, readings_of, rows_of

FAULTS = (
    "throttled:3", "throttled_silently:3", "bad_gateway:3", "unavailable:3", "timed_out:3", "server_error:3", "login_page:3",
    "dropped:3", "cut:3", "cut_untold:3", "web_exception:3", "item_errors:3",
)  # fmt: skip


def cases(serve: Serve, *words: str) -> PiServer:
    return serve("--source", "cases", "--now", NOON, *words)


def test_every_event_is_told_once_and_nothing_else(noon: PiServer, plant: MakePlant) -> None:
    server = noon
    sender = plant(server)
    assert sender.run() == 0
    assert differences(server, sender.landing.objects) == {}


@pytest.mark.parametrize("items", [2_501, 20_000])
def test_pages_full_of_one_moment_lose_nothing(noon: PiServer, plant: MakePlant, items: int) -> None:
    server = noon
    sender = plant(server, pi={"items": items}, rows_per_file=100)
    assert sender.run() == 0
    assert differences(server, sender.landing.objects) == {}


def test_more_at_one_moment_than_an_answer_holds_is_said_and_not_passed_over(noon: PiServer, plant: MakePlant) -> None:
    sender = plant(noon, pi={"items": 2_500})
    assert sender.run() == 1
    assert any("2500 readings at 2026-01-01T01:00:00Z" in str(line.get("error")) for line in sender.lines)


def test_a_server_that_takes_fewer_items_is_asked_for_fewer(serve: Serve, plant: MakePlant) -> None:
    server = cases(serve, "--most-items", "3000")
    sender = plant(server)
    assert sender.run() == 0
    assert differences(server, sender.landing.objects) == {}


def test_an_archive_that_times_out_is_asked_for_shorter_windows(serve: Serve, plant: MakePlant) -> None:
    server = cases(serve, "--most-events-in-time", "2600")
    sender = plant(server)
    assert sender.run() == 0
    assert "asked-for-less" in sender.events()
    assert differences(server, sender.landing.objects) == {}


@pytest.mark.parametrize("faults", [*((each,) for each in FAULTS), *list(combinations(FAULTS, 2))[::17]])
def test_no_fault_of_the_server_loses_or_doubles_anything(
    noon: PiServer, plant: MakePlant, faults: tuple[str, ...]
) -> None:
    server = noon
    server.control("faults", {fault.partition(":")[0]: 3 for fault in faults})
    sender = plant(server, pi={"items": 20_000})
    for _ in range(30):
        if sender.run() == 0:
            break
    server.control("faults", {})
    wrong = differences(server, sender.landing.objects)
    if "item_errors:3" in faults:
        assert {lost - more for lost, more in wrong.values()} <= {0}
        bad = {
            (row["attribute"], row["timestamp"]) for row in rows_of(sender.landing.objects, "cases") if not row["good"]
        }
        assert sum(lost for lost, _ in wrong.values()) <= len(bad)
    else:
        assert wrong == {}


def test_a_wrong_password_is_tried_once(serve: Serve, plant: MakePlant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PI_PASSWORD", "wrong")
    sender = plant(cases(serve, "--user", "reader:right"), pi={"user": "reader", "password": {"env": "PI_PASSWORD"}})
    assert sender.run() == 1
    assert [line["event"] for line in sender.lines] == ["pi-away"]
    assert "401" in str(sender.lines)
    assert "wrong" not in str(sender.lines)


def test_a_secret_that_is_not_there_is_said_in_the_health_file(noon: PiServer, plant: MakePlant) -> None:
    sender = plant(noon, pi={"bearer": {"file": "no-such-file"}})
    assert sender.run() == 1
    health = json.loads((sender.settings.folder / "health.json").read_text())
    assert health["last_error"].endswith("no-such-file: got no secret, wanted one: No such file or directory")


VIEW_FILE = "asset,attribute,point\r\nKiln, Feed ,\\\\CASEDA\\CASE.ORDINARY\r\n"


def test_a_view_file_names_assets_and_attributes(noon: PiServer, plant: MakePlant, tmp_path: Path) -> None:
    (tmp_path / "view.csv").write_bytes(b"\xef\xbb\xbf" + VIEW_FILE.encode())
    sender = plant(noon, view={"name": "cases", "file": "view.csv", "start": "2026-01-01T00:00:00Z"})
    assert sender.run() == 0
    assert {path: len(told) for path, told in readings_of(rows_of(sender.landing.objects, "cases")).items()} == {
        "Kiln|Feed": 1_440
    }


def test_one_point_may_be_two_attributes(noon: PiServer, plant: MakePlant, tmp_path: Path) -> None:
    (tmp_path / "view.csv").write_text(f"{VIEW_FILE}Kiln,Other,\\\\CASEDA\\CASE.ORDINARY\n", encoding="utf-8")
    sender = plant(noon, view={"name": "cases", "file": "view.csv", "start": "2026-01-01T00:00:00Z", "updates": True})
    assert sender.run() == 0
    told = readings_of(rows_of(sender.landing.objects, "cases"))
    assert told["Kiln|Feed"] == told["Kiln|Other"]
    assert len(told["Kiln|Feed"]) == 1_440


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("KILN,feed,\\\\CASEDA\\CASE.LATE\n", "got 'kiln|feed' twice"),
        ("Kiln,Other,\\\\CASEDA\\CASE.*\n", "wanted the path of one point"),
    ],
)
def test_a_view_file_that_leaves_open_what_is_meant_is_refused(
    noon: PiServer, plant: MakePlant, tmp_path: Path, more: str, says: str
) -> None:
    (tmp_path / "view.csv").write_text(VIEW_FILE + more, encoding="utf-8")
    sender = plant(noon, view={"name": "cases", "file": "view.csv", "start": "2026-01-01T00:00:00Z"})
    assert sender.run() == 1
    assert any(says in str(line.get("error")) for line in sender.lines)


def test_a_password_and_a_token_open_the_server(
    serve: Serve, plant: MakePlant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PI_SECRET", "right")
    server = cases(serve, "--user", "reader:right", "--token", "right")
    assert plant(server, pi={"user": "reader", "password": {"env": "PI_SECRET"}}, folder="one").run() == 0
    assert plant(server, pi={"bearer": {"env": "PI_SECRET"}}, folder="two").run() == 0


def test_the_next_run_tells_only_what_is_new(serve: Serve, plant: MakePlant) -> None:
    server = cases(serve)
    sender = plant(
        server,
        view={"name": "cases", "root": r"\\CASEAF\Cases", "start": "2026-01-01T00:00:00Z", "told_again_every_s": 0},
    )
    sender.run()
    before = dict(sender.landing.objects)
    server.control("clock", {"advance_s": 3600})
    assert sender.run() == 0
    new = {key: body for key, body in sender.landing.objects.items() if key not in before}
    assert set(readings_of(rows_of(new, "cases"))) == {r"\\CASEAF\Cases\All|FUTURE"}
    assert not any("_tags" in key for key in new)


def test_a_cloud_that_is_away_costs_nothing_but_time(noon: PiServer, plant: MakePlant) -> None:
    server = noon
    sender = plant(server, rows_per_file=500, pi={"items": 20_000})
    sender.landing.is_away = True
    assert sender.run() == 1
    assert sender.landing.objects == {}
    sender.landing.is_away = False
    assert sender.run() == 0
    assert differences(server, sender.landing.objects) == {}


def test_a_full_spool_stops_the_reading_and_says_so(noon: PiServer, plant: MakePlant) -> None:
    sender = plant(noon, rows_per_file=500, pi={"items": 20_000})
    sender.settings = sender.settings._replace(spool_bytes=6000)
    sender.landing.is_away = True
    sender.run()
    assert "spool-full" in sender.events()
    kept = sum(path.stat().st_size for path in (sender.settings.folder / "spool").iterdir())
    assert kept < 30_000


def test_what_an_earlier_journal_put_is_not_taken_for_stored(noon: PiServer, plant: MakePlant) -> None:
    server = noon
    first, second = plant(server, folder="one"), plant(server, folder="two")
    assert first.run() == 0
    second.landing = first.landing
    assert second.run() == 0
    assert "name-taken" in second.events()
    assert sorted(key.endswith("-2.parquet") for key in first.landing.objects if "manifest" not in key) == [
        False,
        False,
        True,
        True,
    ]


def test_a_put_whose_answer_was_lost_is_not_put_twice(noon: PiServer, plant: MakePlant) -> None:
    class Deaf(Landing):
        """It stores, and the answer is lost on the way, the first time."""

        def put(self, key: str, body: bytes) -> str:  # type: ignore[override]
            outcome = super().put(key, body)
            if self.puts <= 2:
                from airlock_sender.door import DoorError

                raise DoorError("Read timeout", False)
            return outcome

    server = noon
    sender = plant(server)
    sender.landing = Deaf()
    for _ in range(4):
        sender.run()
    assert differences(server, sender.landing.objects) == {}
    assert not any("-2." in key for key in sender.landing.objects)


def test_a_file_that_the_disk_lost_is_read_from_pi_again(noon: PiServer, plant: MakePlant) -> None:
    server = noon
    sender = plant(server)
    sender.landing.is_away = True
    sender.run()
    for path in (sender.settings.folder / "spool").iterdir():
        path.write_bytes(b"torn")
    sender.landing.is_away = False
    sender.run()
    sender.run()
    assert "spool-lost" in sender.events()
    assert readings_of(rows_of(sender.landing.objects, "cases")).keys() >= {r"\\CASEAF\Cases\All|ORDINARY"}


def test_an_asset_that_cannot_be_read_holds_up_no_other(noon: PiServer, plant: MakePlant) -> None:
    server = noon
    sender = plant(server, pi={"items": 2_500})
    assert sender.run() == 1
    told = readings_of(rows_of(sender.landing.objects, "cases"))
    assert len(told[r"\\CASEAF\Cases\All\Area/1\Pump 1|Level (estimated)"]) == 1_440
    stuck = [line["assets"] for line in sender.lines if line["event"] == "not-read"]
    assert stuck == [(r"\\CASEAF\Cases\All",)]


def test_a_view_that_is_not_found_holds_up_no_other(noon: PiServer, plant: MakePlant) -> None:
    server = noon
    sender = plant(server)
    (view,) = sender.settings.views
    sender.settings = sender.settings._replace(views=(view._replace(name="gone", root=r"\\CASEAF\Gone"), view))
    assert sender.run() == 1
    assert "view-not-found" in sender.events()
    assert differences(server, sender.landing.objects) == {}


def test_the_tag_list_says_what_pi_says(noon: PiServer, plant: MakePlant) -> None:
    sender = plant(noon)
    sender.run()
    tags = {row["attribute"]: row for row in rows_of(sender.landing.objects, "_tags")}
    digital = tags["DIGITAL"]
    assert (digital["type"], digital["digital_set"], digital["step"], digital["server"], digital["point"]) == (
        "Digital", "Pump States", True, "CASEDA", "CASE.DIGITAL",
    )  # fmt: skip
    assert tags["FUTURE"]["future"] is True
    assert digital["snapshot_time"] == "2026-01-02T12:00:00.0000000Z"
    ordinary = tags["ORDINARY"]
    assert None not in [ordinary[name] for name in ("zero", "span", "exc_dev", "exc_max_s", "comp_dev", "comp_max_s")]


def test_each_object_has_a_manifest_after_it(noon: PiServer, plant: MakePlant) -> None:
    sender = plant(noon, rows_per_file=1000, pi={"items": 20_000})
    sender.run()
    keys = list(sender.landing.objects)
    for data, manifest in zip(keys[::2], keys[1::2], strict=True):
        assert manifest == f"{data}.manifest.json"
        rows = rows_of({data: sender.landing.objects[data]}, "cases") or rows_of(
            {data: sender.landing.objects[data]}, "_tags"
        )
        assert json.loads(sender.landing.objects[manifest])["rows"] == len(rows)


def test_a_full_disk_ends_no_run_and_what_could_not_be_kept_is_read_again(
    noon: PiServer, plant: MakePlant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    sender = plant(noon)
    with monkeypatch.context() as full:
        full.setattr("airlock_sender.spool.os.fsync", refuse)
        assert sender.run() == 1
    assert "disk-refuses" in sender.events()
    assert "No space left" in json.loads((sender.settings.folder / "health.json").read_text())["last_error"]
    assert sender.run() == 0
    assert differences(noon, sender.landing.objects) == {}
