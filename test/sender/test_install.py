"""The installer of a wheelhouse, as on a Windows host: blanks in every path, settings with CRLF, nothing but the folder's own files.

What it installs beside our own code is empty here: the libraries are those of this environment.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
INSTALLER = ROOT / "tools" / "own" / "wheelhouse" / "install.py"
SETTINGS = """folder = 'C of state'\r
[pi]\r
url = "https://piweb.plant.example/piwebapi"\r
[cloud]\r
site = "mine"\r
bucket = "landing"\r
region = "us-east-1"\r
[[view]]\r
name = "reactor"\r
start = "2024-01-01T00:00:00Z"\r
root = '\\\\server\\database'\r
"""


@pytest.fixture
def wheelhouse(tmp_path: Path) -> Path:
    folder = tmp_path / "Removable Disk (E)" / "airlock sender"
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    with_marker = re.compile(r"^([\w.-]+)==(\S+) (;.*win32.*)?", re.MULTILINE)
    lock = with_marker.findall((ROOT / "requirements" / "sender.txt").read_text())
    for name, version, is_of_windows in lock:
        if not is_of_windows:
            wheel(wheels, name, version, {})
    contract = {f"contract/{each.relative_to(ROOT / 'contract')}": each for each in package_files(ROOT / "contract")}
    wheel(wheels, "airlock-contract", "0.1.0", contract)
    extraction = ROOT / "extraction"
    sender = {str(each.relative_to(extraction)): each for each in package_files(extraction)}
    wheel(wheels, "airlock-sender", "0.1.0", sender, extraction / "pyproject.toml")
    (folder / "install.py").write_bytes(INSTALLER.read_bytes())
    (folder / "requirements.txt").write_text("".join(sorted(map(pinned, wheels.iterdir()))))
    machine = re.sub("[-.]", "_", sysconfig.get_platform()).replace("linux_", "manylinux_2_28_")
    (folder / "wheelhouse.json").write_text(
        json.dumps({"platform": machine, "python": "{}.{}".format(*sys.version_info)})
    )
    files = [each for each in folder.rglob("*") if each.is_file()]
    sums = [f"{sha256(each)}  {each.relative_to(folder).as_posix()}\n" for each in files]
    (folder / "SHA256SUMS").write_text("".join(sums))
    return folder


def package_files(folder: Path) -> Iterator[Path]:
    for each in folder.rglob("*"):
        if each.suffix in (".py", ".csv", ".json", ".service", ".md") and "__pycache__" not in each.parts:
            yield each


def wheel(folder: Path, name: str, version: str, files: Mapping[str, Path], project: Path | None = None) -> None:
    stem = f"{name.replace('-', '_')}-{version}"
    told = {path: source.read_bytes() for path, source in files.items()}
    told[f"{stem}.dist-info/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    told[f"{stem}.dist-info/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    if project:
        scripts = tomllib.loads(project.read_text())["project"]["scripts"]
        lines = ["[console_scripts]", *(f"{script} = {place}" for script, place in scripts.items())]
        told[f"{stem}.dist-info/entry_points.txt"] = "\n".join(lines).encode()
    hashes = {path: base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=") for path, body in told.items()}
    record = "".join(f"{path},sha256={hashes[path].decode()},{len(body)}\n" for path, body in told.items())
    told[f"{stem}.dist-info/RECORD"] = f"{record}{stem}.dist-info/RECORD,,\n".encode()
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as archive:
        for path, body in told.items():
            archive.writestr(path, body)


def pinned(path: Path) -> str:
    name, version, *_ = path.name.split("-")
    return f"{name}=={version} --hash=sha256:{sha256(path)}\n"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_it_installs_from_its_folder_alone_and_the_program_reads_settings_of_windows(
    wheelhouse: Path, tmp_path: Path
) -> None:
    place = tmp_path / "Program Files" / "Airlock sender"
    done = subprocess.run(
        [sys.executable, str(wheelhouse / "install.py"), "--to", str(place)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    program = place / "venv" / "bin" / "airlock-sender"
    assert f"installed: {program}" in done.stdout
    assert not any(path.is_symlink() for path in program.parent.iterdir())
    file = tmp_path / "Program Data" / "sender.toml"
    file.parent.mkdir()
    file.write_text("\ufeff" + SETTINGS, encoding="utf-8", newline="")
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    told = subprocess.run(
        [str(program), "status", "--settings", str(file)],
        env={**os.environ, "PYTHONPATH": libraries},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["views"] == {"reactor": {"in_cloud_to": None, "lag_s": None}}
    assert (file.parent / "C of state" / "journal.db").is_file()


def installer(wheelhouse: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("installer", wheelhouse / "install.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_file_that_was_changed_or_is_missing_stops_it(wheelhouse: Path) -> None:
    module = installer(wheelhouse)
    module.check_files()
    wheel = next((wheelhouse / "wheels").glob("urllib3*"))
    body = wheel.read_bytes()
    wheel.write_bytes(body[:-1] + b"?")
    with pytest.raises(module.InstallError, match="wanted it as it was made: copy it again"):
        module.check_files()
    wheel.unlink()
    with pytest.raises(module.InstallError, match="got no such file"):
        module.check_files()


def test_another_python_or_machine_stops_it(wheelhouse: Path) -> None:
    module = installer(wheelhouse)
    module.check_machine()
    (wheelhouse / "wheelhouse.json").write_text(json.dumps({"platform": "win_amd64", "python": "3.9"}))
    with pytest.raises(module.InstallError, match=r"wanted Python 3.9 on win_amd64"):
        module.check_machine()


def test_a_folder_that_is_not_its_own_is_not_replaced(wheelhouse: Path, tmp_path: Path) -> None:
    module = installer(wheelhouse)
    (tmp_path / "venv").mkdir()
    with pytest.raises(module.InstallError, match="is no Python environment"):
        module.check_place(tmp_path)
