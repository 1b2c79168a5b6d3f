"""Installs airlock-sender from this folder, without internet: checks every file, makes an environment, installs into it.

It needs a Python of the version and machine that the folder was made for, and nothing else. Run again, it replaces the
program; settings and state lie elsewhere and stay. A service that runs must be stopped before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
IS_WINDOWS = os.name == "nt"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, default=default_place(), help="folder of the program (default: %(default)s)")
    place: Path = parser.parse_args().to.absolute()
    try:
        check_machine()
        check_files()
        check_place(place)
        program = install(place)
    except (InstallError, OSError) as error:
        print(f"install.py: {error}", file=sys.stderr)
        return 1
    print(f"installed: {program}")
    print(f'next: "{program}" init --url https://<PI Web API>/piwebapi --settings sender.toml')
    return 0


class InstallError(Exception):
    """Nothing was installed; the message says what was got and what was wanted."""


def default_place() -> Path:
    """Where only an administrator may change it, since a service shall run it."""
    return (
        Path(os.environ.get("PROGRAMFILES", r"C:\Program Files"), "Airlock sender")
        if IS_WINDOWS
        else Path("/opt/airlock-sender")
    )


def check_machine() -> None:
    wanted = json.loads((HERE / "wheelhouse.json").read_text(encoding="utf-8"))
    here = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    version = "{}.{}".format(*sys.version_info)
    system, _, machine = wanted["platform"].partition("_")
    is_same = here == wanted["platform"] or (
        system == "manylinux" and here == f"linux_{machine.partition('_')[2].partition('_')[2]}"
    )
    if version != wanted["python"] or not is_same:
        raise InstallError(f"got Python {version} on {here}, wanted Python {wanted['python']} on {wanted['platform']}")


def check_files() -> None:
    """Each file is as it was when the folder was made, and none is missing."""
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, _, name = line.partition("  ")
        path = HERE / name
        if not path.is_file():
            raise InstallError(f"{name}: got no such file, wanted the whole folder as it was made")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise InstallError(f"{name}: got other bytes than SHA256SUMS says, wanted it as it was made: copy it again")


def check_place(place: Path) -> None:
    """A folder is replaced only where this made it."""
    environment = place / "venv"
    if environment.exists() and not (environment / "pyvenv.cfg").is_file():
        raise InstallError(f"{environment}: got a folder that is no Python environment, wanted a place for one")
    place.mkdir(parents=True, exist_ok=True)


def install(place: Path) -> Path:
    environment = place / "venv"
    # Links need a right of their own on Windows.
    venv.EnvBuilder(clear=True, with_pip=True, symlinks=False).create(environment)
    scripts = environment / ("Scripts" if IS_WINDOWS else "bin")
    python = scripts / ("python.exe" if IS_WINDOWS else "python")
    pip = [
        str(python),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--quiet",
        "--no-index",
        "--require-hashes",
    ]
    words = [*pip, "--only-binary", ":all:", "--find-links", str(HERE / "wheels"), "-r", str(HERE / "requirements.txt")]
    if subprocess.run(words).returncode != 0:
        raise InstallError("pip failed: its words stand above")
    return scripts / ("airlock-sender.exe" if IS_WINDOWS else "airlock-sender")


if __name__ == "__main__":
    sys.exit(main())
