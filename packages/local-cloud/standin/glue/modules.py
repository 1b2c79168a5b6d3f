"""What Glue would install at a job's start: found and read with the job's rights, and compared with its interpreter."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Prints the version of each package that it is given, null where there is none.
_VERSIONS = """
import importlib.metadata, json, sys
have = {each.name.lower(): each.version for each in importlib.metadata.distributions()}
print(json.dumps({name: have.get(name.lower()) for name in sys.argv[1:]}))
"""


class ModulesError(Exception):
    """The interpreter of the job's script lacks what Glue would install."""


def check(s3: Any, uris: str, interpreter: Path) -> list[str]:
    """A line for the run's log for each zip of wheels in `--additional-python-modules`.

    Nothing is installed here: the interpreter has the same versions, or the run fails.

    Raises:
        ModulesError: A package has another version in the interpreter, or what is given is no zip of wheels.
        ClientError: S3 does not give the zip to the job's role.
    """
    return [_compare(uri, _wanted(s3, uri), interpreter) for uri in uris.split(",") if uri]


def _wanted(s3: Any, uri: str) -> dict[str, str]:
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    if not uri.startswith("s3://") or not key.endswith(".gluewheels.zip"):
        raise ModulesError(f"--additional-python-modules: got {uri!r}, wanted s3://bucket/….gluewheels.zip")
    with zipfile.ZipFile(io.BufferedReader(_ObjectFile(s3, bucket, key), 64 * 1024)) as archive:
        lines = archive.read("wheels/requirements.txt").decode().split()
    return dict(_pin(line, uri) for line in lines)


def _pin(line: str, uri: str) -> tuple[str, str]:
    name, equals, version = line.partition("==")
    if not equals:
        raise ModulesError(f"{uri}: wheels/requirements.txt: got {line!r}, wanted name==version")
    return name, version


def _compare(uri: str, wanted: Mapping[str, str], interpreter: Path) -> str:
    asked = subprocess.run([str(interpreter), "-c", _VERSIONS, *wanted], check=True, capture_output=True, text=True)
    have: Mapping[str, str | None] = json.loads(asked.stdout)
    other = [f"{name} {version}, got {have[name]}" for name, version in wanted.items() if have[name] != version]
    if other:
        raise ModulesError(f"{interpreter} wants {' and '.join(other)}: it must have what Glue installs from {uri}")
    told = ", ".join(f"{name} {version}" for name, version in wanted.items())
    return f"{uri}: nothing to install, {interpreter} has {told}"


class _ObjectFile(io.RawIOBase):
    """An object as a file that is read where it is needed: of a zip, its directory and one entry."""

    def __init__(self, s3: Any, bucket: str, key: str) -> None:
        self._s3, self._place = s3, {"Bucket": bucket, "Key": key}
        self._size = int(s3.head_object(**self._place)["ContentLength"])
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = start + offset
        return self._at

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), self._size - self._at)
        if count <= 0:
            return 0
        answer = self._s3.get_object(**self._place, Range=f"bytes={self._at}-{self._at + count - 1}")
        buffer[:count] = answer["Body"].read()
        self._at += count
        return count
