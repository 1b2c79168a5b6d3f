"""The commands, as whoever runs a plant's host types them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from airlock_sender.cli import main
from airlock_sender.init import settings_text
from airlock_sender.run import backfill
from airlock_sender.settings import read_settings
from airlock_sender.start import started
from airlock_sender.ticks import ticks_of
from airlock_sender.windows import Window
from real_door import SITE, RealDoor
from sender_plant import NOON, UNIX, MakePlant, PiServer, Plant, Serve, as_text, readings_of, rows_of, standing

VIEW = {"name": "cases", "root": r"\\CASEAF\Cases", "start": "2026-01-01T00:00:00Z"}
DAY = ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")


@pytest.fixture
def server(serve: Serve) -> PiServer:
    return serve("--source", "cases", "--now", "2026-01-01T08:00:00+00:00")


def settings_file(folder: Path, server: PiServer, door: RealDoor | None = None) -> Path:
    cloud = {"site": SITE, "bucket": door.bucket() if door else "landing", "region": "us-east-1"}
    cloud |= {"endpoint_url": door.endpoint, "ca_file": str(door.ca_file)} if door else {}
    lines = ["settle_s = 0", "[pi]", f"url = {json.dumps(server.url)}", "[cloud]"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in cloud.items()]
    lines += ["[[view]]", *(f"{name} = {json.dumps(value)}" for name, value in VIEW.items())]
    file = folder / "with blanks" / "sender.toml"
    file.parent.mkdir()
    file.write_text("\r\n".join(lines), encoding="utf-8")
    return file


def test_run_then_status_says_how_far_each_view_lies_in_the_cloud(
    server: PiServer,
    real_door: RealDoor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in real_door.keys.items():
        monkeypatch.setenv(name, value)
    file = settings_file(tmp_path, server, real_door)
    assert main(["run", "--once", "--settings", str(file)]) == 0
    assert all(json.loads(line)["event"] for line in capsys.readouterr().err.splitlines())
    assert main(["status", "--settings", str(file)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["views"]["cases"]["in_cloud_to"] == "2026-01-01T08:00:00.0000000Z"
    assert told["spool"]["objects"] == 0
    assert json.loads((file.parent / "state" / "health.json").read_text())["last_error"] is None


def test_check_says_pass_where_all_can_be_done_and_what_was_left_untried(
    server: PiServer,
    real_door: RealDoor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in real_door.keys.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("airlock_sender.check.MOST_SKEW_S", 1e9)
    assert main(["check", "--settings", str(settings_file(tmp_path, server, real_door))]) == 2
    marks = [line.split()[0] for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert marks == ["pass", "pass", "pass", "pass", "?"]


def test_check_tells_by_the_rules_of_plant_check_what_the_airlock_does_not_refuse(
    server: PiServer,
    real_door: RealDoor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in real_door.keys.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("airlock_sender.check.MOST_SKEW_S", 1e9)
    file = settings_file(tmp_path, server, real_door)
    told = {"site": SITE, "feeder": "sender", "bucket": read_settings(file).cloud.bucket, "region": "us-east-1"}
    identity = real_door.client("sts", real_door.keys).get_caller_identity()["Arn"]
    (tmp_path / "plant.json").write_text(json.dumps({**told, "identity": identity}))
    assert main(["check", "--settings", str(file), "--plant", str(tmp_path / "plant.json")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("FAIL  write in an archive class: accepted, wanted refused") for line in lines)
    assert not any(line.startswith("FAIL  read") for line in lines)


def test_check_tells_a_clock_that_is_wrong(
    server: PiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("airlock_sender.check._probe", lambda *_: "stored")
    assert main(["check", "--settings", str(settings_file(tmp_path, server))]) == 1
    assert "s ahead of PI's, wanted 300 s at most" in capsys.readouterr().out


def test_check_tells_what_to_do_where_nothing_can_be_reached_or_signed_in_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "aws.ini").write_text("[profile airlock]\ncredential_process = nowhere credential-process\n")
    text = settings_text("https://127.0.0.1:9/piwebapi", {}, r"\\AF\Plant")
    text = text.replace('# aws_config = "aws.ini"', 'aws_config = "aws.ini"\nprofile = "airlock"')
    (tmp_path / "sender.toml").write_text(text, encoding="utf-8")
    assert main(["check", "--settings", str(tmp_path / "sender.toml")]) == 1
    reached, to_do, cloud, to_do_there, *_ = capsys.readouterr().out.splitlines()
    assert "no way to it: " in reached
    assert to_do == "      To do: Look at the address; from the sender's machine, port 443 of PI Web API must be open."
    assert cloud.startswith("FAIL  the cloud takes a file: FileNotFoundError: ")
    assert to_do_there == "      To do: Write its path whole."


def test_init_writes_a_file_and_never_over_one(
    server: PiServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(tmp_path / "sender.toml")
    assert main(["init", "--url", server.url, "--settings", file]) == 0
    assert r"AF database: \\CASEAF\Cases" in capsys.readouterr().out
    assert main(["init", "--url", server.url, "--settings", file]) == 2
    assert "wanted a new file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["run", "--settings", "nowhere.toml"],
            "nowhere.toml: No such file or directory: `airlock-sender init` writes one",
        ),
        (["init", "--url", "https://x", "--user", "a"], "got one of them, wanted both or none"),
        (["init", "--url", "piweb.plant"], "--url: got 'piweb.plant', wanted an address such as https://"),
        (["init", "--url", "https://x", "--ca-file", "gone.pem"], "gone.pem', wanted a file that is there"),
        # A password would go over the line for everybody to read.
        (
            ["init", "--url", "http://piweb.plant.example", "--user", "a", "--password-file", "secret"],
            "wanted https://: what goes by http can be read",
        ),
    ],
)
def test_what_cannot_begin_says_why(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert says in capsys.readouterr().err


def test_a_second_sender_on_the_same_folder_is_refused(serve: Serve, plant: MakePlant) -> None:
    sender = plant(serve("--source", "cases", "--now", NOON))
    with (
        started(sender.settings, sender.log, sender.landing),  # type: ignore[arg-type]
        pytest.raises(Exception, match="another sender runs on this folder"),
        started(sender.settings, sender.log, sender.landing),  # type: ignore[arg-type]
    ):
        pass


def last_told(sender: Plant, attribute: str) -> dict[int, object]:
    """Value by time, the last word of each; as far as a later file tells of it."""
    told = readings_of(rows_of(sender.landing.objects, "cases"))
    return {each[0]: each[1] for each in told[rf"\\CASEAF\Cases\All|{attribute}"]}


def test_late_readings_and_edits_are_told_again(server: PiServer, plant: MakePlant) -> None:
    sender = plant(server, view={**VIEW, "told_again_every_s": 3600, "told_again_back_s": 86_400})
    assert sender.run() == 0
    server.control("clock", {"advance_s": 12 * 3600})
    assert sender.run() == 0
    for attribute in ("LATE", "EDITED"):
        truth = server.truth(rf"\\CASEAF\Cases\All|{attribute}")
        told = last_told(sender, attribute)
        assert [told.get(each[0]) for each in truth[:-1]] == [as_text(each)[1] for each in truth[:-1]]


def test_where_files_delete_an_asset_of_which_a_point_is_gone_is_not_told_again(
    server: PiServer, plant: MakePlant
) -> None:
    sender = plant(server, view={**VIEW, "restates": True})
    sender.run()
    before = set(sender.landing.objects)
    server.control("clock", {"advance_s": 5 * 3600})
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        assert backfill(parts, sender.settings, Window(*map(ticks_of, DAY)), sender.log) == 0
    again = {key: body for key, body in sender.landing.objects.items() if key not in before and "told-again" in key}
    assert readings_of(rows_of(again, "cases")).keys() == {r"\\CASEAF\Cases\All\Area/1\Pump 1|Level (estimated)"}


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"),
        ("2026-01-01T04:30:00Z", "2026-01-01T05:30:00Z"),
        ("2026-01-01T05:00:00Z", "2026-01-01T05:00:01Z"),
        ("2026-01-01T05:00:00Z", "2026-01-01T10:30:00Z"),
    ],
)
def test_what_was_deleted_in_pi_is_told_away_at_the_edges_too(
    server: PiServer, plant: MakePlant, begin: str, end: str
) -> None:
    view = {**VIEW, "root": r"\\CASEAF\Cases\All", "attributes": ["DELETED"], "restates": True, "told_again_every_s": 0}
    sender = plant(server, view=view, rows_per_file=1)
    sender.run()
    server.control("clock", {"now": "2026-01-02T12:30:00+00:00"})
    sender.run()
    window = Window(ticks_of(begin), ticks_of(end))
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        assert backfill(parts, sender.settings, window, sender.log) == 0
    path = r"\\CASEAF\Cases\All|DELETED"
    truth = {each[0] for each in server.truth(path)}
    inside = [
        at
        for at, _ in standing(sender.landing.objects)[path]
        if window.begin <= at + UNIX < window.end and at not in truth
    ]
    # Before the very first reading nothing stands: its deletion cannot be told.
    assert inside == ([ticks_of(DAY[0]) - UNIX] if begin == DAY[0] else [])


def test_a_backfill_tells_its_window_whole_under_names_of_its_own(server: PiServer, plant: MakePlant) -> None:
    sender = plant(server, view=VIEW)
    sender.run()
    before = set(sender.landing.objects)
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        assert backfill(parts, sender.settings, Window(*map(ticks_of, DAY)), sender.log) == 0
    new = [key for key in sender.landing.objects if key not in before and key.endswith(".parquet")]
    assert [key.endswith("_told-again-1.parquet") for key in new] == [True] * len(new)
    again = {key: sender.landing.objects[key] for key in new}
    first = {key: sender.landing.objects[key] for key in before if key.endswith(".parquet")}
    assert readings_of(rows_of(again, "cases")) == readings_of(rows_of(first, "cases"))


def test_reconcile_finds_what_came_late(
    server: PiServer, plant: MakePlant, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = settings_file(tmp_path, server)
    sender = plant(server, view=VIEW)
    sender.settings = sender.settings._replace(folder=file.parent / "state")
    sender.run()
    words = ["reconcile", "--settings", str(file), "--from", DAY[0], "--to", DAY[1]]
    assert main(words) == 0
    server.control("clock", {"advance_s": 2 * 3600})
    assert main([*words, "--tell-again"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (r"\\CASEAF\Cases\All|LATE", 6, 7) in [(each["path"], each["told"], each["in_pi"]) for each in found]
    with sqlite3.connect(file.parent / "state" / "journal.db") as con:
        assert con.execute("SELECT count(*) FROM again").fetchone() == (1,)
    con.close()
