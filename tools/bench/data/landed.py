"""Objects as they landed, and a bronze that the intake made of them: object versions and its notes, by day."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from landed.bronze import Version, iso, note

_INDEX = "objects.json"


@dataclass(frozen=True)
class Landed:
    """An object by its landing key; `file` holds its bytes."""

    key: str
    file: Path
    size: int
    etag: str

    @staticmethod
    def of(key: str, file: Path) -> Landed:
        content = file.read_bytes()
        return Landed(key, file, len(content), hashlib.md5(content, usedforsecurity=False).hexdigest())


def remember(objects: Sequence[Landed], folder: Path) -> None:
    """Remember what lies in `folder`, in the order in which it lands."""
    listed = [{**asdict(each), "file": each.file.name} for each in objects]
    (folder / _INDEX).write_text(json.dumps(listed))


def remembered(folder: Path) -> list[Landed]:
    listed = json.loads((folder / _INDEX).read_text())
    return [Landed(**{**each, "file": folder / each["file"]}) for each in listed]


def take_in(objects: Sequence[Landed], bronze: Path, ordinal: int = 0) -> None:
    """Link `objects` into the folder `bronze`, with notes of this moment: a note of an earlier day might be past looking for.

    `ordinal` is the number of the versions of these keys that came before.
    """
    now = datetime.now(UTC)
    for behind, each in zip(range(len(objects), 0, -1), objects, strict=True):
        _take_in(each, bronze, now - timedelta(milliseconds=behind), ordinal)


def _take_in(landed: Landed, bronze: Path, at: datetime, ordinal: int) -> None:
    version = f"v{ordinal}"
    copy = f"{landed.key}.{version}"
    stored = bronze / copy
    stored.parent.mkdir(parents=True, exist_ok=True)
    os.link(landed.file, stored)
    note(bronze, Version(landed.key, version, iso(at), landed.size, landed.etag, copy, ordinal), at)
