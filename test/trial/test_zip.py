"""The zip that is carried to a plant's server without internet runs there, by a Python that has no boto3."""

from __future__ import annotations

import json
import os
import subprocess
import venv
import zipfile
from pathlib import Path

import pytest
from plants import Plant, plant
from standin.testing.local_cloud import LocalCloud

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("zip")
    made, unpacked = tmp_path / "plant-check.zip", tmp_path / "Removable Disk (E)"
    words = ["plant-check", "--site", "north-refinery", "--print-settings", "prod", "--zip", str(made)]
    subprocess.run(["node", "--import", "tsx", "tools/airlock.ts", *words], cwd=ROOT, check=True)
    zipfile.ZipFile(made).extractall(unpacked)
    return unpacked


def run(folder: Path, plant: Plant, *words: str) -> subprocess.CompletedProcess[str]:
    keys = {name.upper(): value for name, value in plant.keys.items()}
    bare = folder.parent / "bare"
    venv.create(bare, symlinks=True)
    command = [bare / "bin" / "python", "-s", folder / "plant_check.py", *words]
    return subprocess.run(
        command, env={"PATH": os.environ["PATH"], **keys}, capture_output=True, text=True, check=False
    )


@pytest.mark.usefixtures("stream")
def test_it_runs_from_where_it_was_unpacked(cloud: LocalCloud, folder: Path) -> None:
    mine = plant(cloud, feeder="pi-integrator")
    (folder / "mine.json").write_text(json.dumps(mine.settings))
    done = run(folder, mine, "--settings", str(folder / "mine.json"))
    assert (done.returncode, done.stderr) == (0, "")


def test_nothing_in_it_is_compiled_for_one_machine(folder: Path) -> None:
    assert [each for each in folder.rglob("*") if each.suffix in (".so", ".pyd", ".dll", ".dylib")] == []


def test_its_settings_are_those_of_the_site(folder: Path) -> None:
    assert json.loads((folder / "plant-check.json").read_text(encoding="utf-8"))["site"] == "north-refinery"
