"""The zip of wheels that Glue installs, made from a lock and wheels of a test's own, without a network."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

MAKER = Path(__file__).parents[2] / "glue-scripts" / "gluewheels.py"


@dataclass(frozen=True)
class Project:
    """A folder with the maker, a lock of one package and a folder of wheels in place of an index."""

    root: Path

    def make(self, zip_name: str = "all.gluewheels.zip") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "glue-scripts/gluewheels.py", "3.13", f"build/{zip_name}"],
            cwd=self.root,
            env={"PATH": "/usr/bin:/bin", "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.root / "index")},
            capture_output=True,
            text=True,
        )

    @property
    def zip(self) -> Path:
        return self.root / "build" / "all.gluewheels.zip"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("made")
    for folder in ("glue-scripts", "requirements", "index"):
        (root / folder).mkdir()
    shutil.copy(MAKER, root / "glue-scripts")
    digest = wheel(root / "index", "cp312-abi3-manylinux_2_28_x86_64")
    (root / "requirements" / "glue.in").write_text("engine==1.0\n")
    (root / "requirements" / "glue-3.13.txt").write_text(f"engine==1.0 \\\n    --hash=sha256:{digest}\n")
    project = Project(root)
    assert project.make().stdout == f"{project.zip}\n"
    return project


@pytest.fixture
def project(made: Project, tmp_path: Path) -> Project:
    """A copy that a test may spoil."""
    return Project(Path(shutil.copytree(made.root, tmp_path / "project")))


def test_the_same_lock_gives_the_same_bytes(project: Project) -> None:
    project.make("again.gluewheels.zip")
    assert (project.root / "build" / "again.gluewheels.zip").read_bytes() == project.zip.read_bytes()


def test_the_zip_is_laid_out_as_glue_wants_it_and_names_what_was_asked_for(project: Project) -> None:
    with zipfile.ZipFile(project.zip) as archive:
        assert archive.namelist() == [
            "wheels/engine-1.0-cp312-abi3-manylinux_2_28_x86_64.whl",
            "wheels/requirements.txt",
        ]
        assert archive.read("wheels/requirements.txt") == b"engine==1.0\n"
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_zip_that_stands_is_not_made_again(project: Project) -> None:
    shutil.rmtree(project.root / "index")
    done = project.make()
    assert (done.returncode, done.stdout) == (0, f"{project.zip}\n")


def test_what_cannot_be_loaded_is_one_sentence_and_leaves_no_zip(project: Project) -> None:
    project.zip.unlink()
    shutil.rmtree(project.root / "index")
    done = project.make()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("the wheels of glue-3.13.txt cannot be loaded for Glue: ERROR: ")
    assert list((project.root / "build").iterdir()) == []


def test_a_wheel_that_is_not_in_the_lock_is_refused(project: Project) -> None:
    lock = project.root / "requirements" / "glue-3.13.txt"
    lock.write_text(f"engine==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    done = project.make()
    assert (done.returncode, done.stderr) == (
        1,
        "build/all.gluewheels.zip: got 1 wheels (engine-1.0-cp312-abi3-manylinux_2_28_x86_64.whl), "
        "wanted the 1 of glue-3.13.txt: remove it, and do this again\n",
    )


def test_a_zip_that_lacks_a_package_of_the_lock_is_refused(project: Project) -> None:
    with (project.root / "requirements" / "glue-3.13.txt").open("a") as lock:
        lock.write(f"tables==2.0 \\\n    --hash=sha256:{'1' * 64}\n")
    done = project.make()
    assert (done.returncode, "got 1 wheels" in done.stderr, "wanted the 2 of" in done.stderr) == (1, True, True)


def test_a_broken_zip_is_refused(project: Project) -> None:
    project.zip.write_bytes(b"broken")
    done = project.make()
    assert (done.returncode, done.stderr) == (
        1,
        "build/all.gluewheels.zip: File is not a zip file: remove it, and do this again\n",
    )


def wheel(folder: Path, tags: str) -> str:
    """Write a wheel of the package `engine`; returns its hash."""
    path, info = folder / f"engine-1.0-{tags}.whl", "engine-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("engine.py", "")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: engine\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tags}\n")
        archive.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()
