"""Makes the zip of wheels that a Glue job installs at its start: `python3 gluewheels.py PYTHON ZIP` prints its path.

The CDK's CLI calls it when it uploads the zip, on whatever Python the machine has: so it needs the standard library
alone. The same lock gives the same bytes. Exit code 1 and one line on stderr where there is no such zip.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
# Glue has glibc 2.34; pip takes each of these for itself alone.
PLATFORMS = ("manylinux_2_34", "manylinux_2_28", "manylinux_2_26", "manylinux_2_24", "manylinux_2_17", "manylinux2014")


class WheelsError(Exception):
    """There is no zip, or it holds what the lock does not name."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("python", help="minor version of Glue's Python, such as 3.13")
    parser.add_argument("zip", type=Path, help="where the zip lies; it is made where it is missing")
    options = parser.parse_args()
    lock = REQUIREMENTS / f"glue-{options.python}.txt"
    try:
        if not options.zip.exists():
            make(options.zip, lock, options.python)
        check(options.zip, lock)
    except (WheelsError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(options.zip.resolve())
    return 0


def make(target: Path, lock: Path, python: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        wheels = Path(folder, "wheels")
        download(lock, python, wheels)
        whole = Path(folder, target.name)
        write(whole, wheels)
        whole.replace(target)


def download(lock: Path, python: str, wheels: Path) -> None:
    """Wheels that the lock names, each checked against its hash, by a pip of our own: a system's Python may have none."""
    venv.create(wheels.parent / "venv", with_pip=True)
    for_glue = ["--implementation", "cp", "--python-version", python]
    for_glue += [word for abi in (f"cp{python.replace('.', '')}", "abi3", "none") for word in ("--abi", abi)]
    for_glue += [word for platform in PLATFORMS for word in ("--platform", f"{platform}_x86_64")]
    # The lock is whole; without --no-deps pip would judge its markers by the Python that runs here.
    only = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-cache-dir", "--quiet"]
    pip = [str(wheels.parent / "venv" / "bin" / "python"), "-m", "pip", "download", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, *only, *for_glue, "--dest", str(wheels), "--requirement", str(lock)], capture_output=True, text=True
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["pip said nothing"])[-1]
        raise WheelsError(f"the wheels of {lock.name} cannot be loaded for Glue: {last}")


def write(target: Path, wheels: Path) -> None:
    """Wheels are compressed already: the zip stores them, in order, without the times of this machine."""
    files = {wheel.name: wheel.read_bytes() for wheel in wheels.iterdir()}
    files["requirements.txt"] = (REQUIREMENTS / "glue.in").read_bytes()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"wheels/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[name])


def check(target: Path, lock: Path) -> None:
    """
    Raises:
        WheelsError: The zip is broken, a wheel's hash is not in the lock, or a package of the lock has no wheel.
    """
    locked = lock.read_text()
    hashes, packages = set(re.findall(r"sha256:([0-9a-f]{64})", locked)), len(re.findall(r"(?m)^[\w.-]+==", locked))
    try:
        found = hashes_of(target)
    except zipfile.BadZipFile as error:
        raise WheelsError(f"{target}: {error}: remove it, and do this again") from error
    if len(found) != packages or not hashes.issuperset(found.values()):
        strange = ", ".join(name for name, digest in found.items() if digest not in hashes) or "each is in it"
        wanted = f"wanted the {packages} of {lock.name}"
        raise WheelsError(f"{target}: got {len(found)} wheels ({strange}), {wanted}: remove it, and do this again")


def hashes_of(target: Path) -> dict[str, str]:
    """SHA-256 of each wheel in the zip, by its name."""
    with zipfile.ZipFile(target) as archive:
        wheels = [name for name in archive.namelist() if name.endswith(".whl")]
        return {Path(name).name: hashlib.sha256(archive.read(name)).hexdigest() for name in wheels}


if __name__ == "__main__":
    sys.exit(main())
