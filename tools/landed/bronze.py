"""An object version as the intake notes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from contract import NOTE_BODY, NOTE_FOLDERS, key_fault

_RECEIVED, _REFUSED = NOTE_FOLDERS
_LONGEST_NAME = 255
"""Bytes of a file's name on this machine."""


@dataclass(frozen=True)
class Version:
    """One version of a landing key. `copy` is where its bytes lie in bronze, null where it was `refused`, for a reason of the intake."""

    key: str
    version: str
    landed_at: str
    size: int
    etag: str
    copy: str | None
    ordinal: int = 0
    refused: str | None = None


def note(bronze: Path, landed: Version, noted: datetime | None = None) -> None:
    """Note a version under the UTC day of `noted`, by default now: a note of an earlier day might be past looking for."""
    body = {
        "key": landed.key,
        "versionId": landed.version,
        "etag": landed.etag,
        "size": landed.size,
        "landedAt": landed.landed_at,
        "ordinal": landed.ordinal,
        "bronzeKey": landed.copy,
        "reason": landed.refused,
        "detail": "refused" if landed.refused else None,
    }
    file = bronze / _note_key(landed, noted or datetime.now(UTC))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(body), encoding="utf-8")


def _note_key(landed: Version, noted: datetime) -> str:
    told = f"{_basic(landed.landed_at)},{landed.ordinal},{landed.size},{landed.etag},{quote(landed.version, safe='')}"
    day = f"{_REFUSED if landed.refused else _RECEIVED}{noted:%Y/%m/%d}"
    if key_fault(landed.key) is None and _fits(landed.key):
        return f"{day}/{told}/{landed.key}.json"
    return f"{day}/{told},{NOTE_BODY}/{hashlib.sha256(landed.key.encode()).hexdigest()}.json"


def _fits(key: str) -> bool:
    """Whether a folder of this machine can hold the note."""
    return len(f"{Path(key).name}.json".encode()) <= _LONGEST_NAME


def iso(at: datetime) -> str:
    """As the intake tells a time: UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _basic(landed_at: str) -> str:
    time = datetime.fromisoformat(landed_at).astimezone(UTC)
    return f"{time:%Y%m%dT%H%M%S}.{time.microsecond // 1000:03d}Z"
