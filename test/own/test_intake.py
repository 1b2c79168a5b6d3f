"""A folder becomes a bronze: each version once, and each file with a view of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from own.intake import take_in

VIEW = {"site": "kiln", "feeder": "pi-integrator", "view": "process"}
PLANT: dict[str, Any] = {"files": [{"match": "process_*.csv", **VIEW}], "tags": []}
PLACE = "site=kiln/feeder=pi-integrator/view=process"


def put(folder: Path, name: str, text: str, age: int = 0) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))


def notes(out: Path) -> list[dict[str, Any]]:
    found = [json.loads(file.read_text()) for file in (out / "bronze" / "_received").rglob("*.json")]
    return sorted(found, key=lambda note: str(note["landedAt"]))


def test_a_second_call_takes_only_what_is_new(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    put(folder, "process_1.csv", "one")
    assert take_in(folder, PLANT, out)["new"] == [f"{PLACE}/process_1.csv"]
    put(folder, "process_2.csv", "two")
    assert take_in(folder, PLANT, out) == {"new": [f"{PLACE}/process_2.csv"], "seen": 1, "strange": []}


def test_a_file_that_changed_is_another_version_of_its_key(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for text in ("one", "edited", "edited"):
        put(folder, "process_1.csv", text)
        take_in(folder, PLANT, out)
    assert [(note["key"], note["versionId"], note["ordinal"]) for note in notes(out)] == [
        (f"{PLACE}/process_1.csv", "v0", 0),
        (f"{PLACE}/process_1.csv", "v1", 1),
    ]
    assert [(out / "bronze" / note["bronzeKey"]).read_text() for note in notes(out)] == ["one", "edited"]


def test_the_oldest_file_lands_first(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    put(folder, "process_1.csv", "new")
    put(folder, "process_2.csv", "old", age=60)
    take_in(folder, PLANT, out)
    assert [note["key"].split("/")[-1] for note in notes(out)] == ["process_2.csv", "process_1.csv"]


def test_a_file_of_no_view_or_of_two_is_left_alone_and_named(tmp_path: Path) -> None:
    put(tmp_path / "in", "notes.txt", "?")
    put(tmp_path / "in", "process_1.csv", "?")
    plant = {"files": [*PLANT["files"], {"match": "*.csv", **VIEW, "view": "other"}], "tags": []}
    assert take_in(tmp_path / "in", plant, tmp_path / "out")["strange"] == [
        {"file": "notes.txt", "why": "no view takes it"},
        {"file": "process_1.csv", "why": "2 views take it"},
    ]


def test_a_file_under_its_landing_key_needs_no_pattern(tmp_path: Path) -> None:
    put(tmp_path / "in", f"{PLACE}/anything.dat", "one")
    assert take_in(tmp_path / "in", PLANT, tmp_path / "out")["new"] == [f"{PLACE}/anything.dat"]


def test_what_an_earlier_call_wrote_into_the_folder_is_no_file_of_the_plant(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    put(folder, "process_1.csv", "one")
    take_in(folder, PLANT, out)
    assert take_in(folder, PLANT, out) == {"new": [], "seen": 1, "strange": []}
