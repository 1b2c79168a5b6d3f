"""The intake's notes: by the UTC day on which each was written, with all that planning needs in the key."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

from contract import LANDING_KEY, NOTE_BODY, NOTE_DAY_CLOSES_AFTER, NOTE_FOLDERS, REASON, STREAM_VERSION, key_fault
from replica.plan.landed import Landed
from replica.store.objects import Objects

_READERS = 16
_AFTER_ALL = "~"
"""Behind every digit, comma and letter that a day's notes begin with."""


@dataclass(frozen=True)
class Note:
    """A note by its key; what stands in its body only is read where it is wanted."""

    name: str
    day: date
    landed_at: datetime
    ordinal: int
    size: int
    etag: str
    version: str
    key: str
    has_body: bool


def notes_after(bronze: Objects, done: date | None) -> Iterator[Note]:
    """Notes of the days behind `done`, all where it is null. One listing a folder: a day without notes costs nothing."""
    for folder in NOTE_FOLDERS:
        after = "" if done is None else f"{folder}{done:%Y/%m/%d}/{_AFTER_ALL}"
        for listed in bronze.listed(folder, after):
            try:
                yield parse_note(folder, listed.name)
            except ValueError as error:
                # One odd name must not hold all sites up.
                print(f"not read: {error}", file=sys.stderr)


def parse_note(folder: str, name: str) -> Note:
    """The note that has this name. Raises ValueError where the intake writes no such name."""
    try:
        year, month, day, facts, key = name.removeprefix(folder).split("/", 4)
        landed_at, ordinal, size, etag, version, *mark = facts.split(",")
        return Note(
            name, date(int(year), int(month), int(day)), datetime.strptime(landed_at, "%Y%m%dT%H%M%S.%f%z"), int(ordinal), int(size),
            etag, unquote(version), key.removesuffix(".json"), mark == [NOTE_BODY] or folder != NOTE_FOLDERS[0],
        )  # fmt: skip
    except ValueError as error:
        raise ValueError(
            f"{name}: wanted {folder}<yyyy>/<mm>/<dd>/<landedAt>,<ordinal>,<size>,<etag>,<version>/<key>.json"
        ) from error


def closed_day(now: datetime) -> date:
    """The last day on which no note can be written any more."""
    return (now.astimezone(UTC) - NOTE_DAY_CLOSES_AFTER).date() - timedelta(days=1)


def landed_of(bronze: Objects, notes: Iterable[Note]) -> list[Landed]:
    """The versions that the notes tell of, in the order of arrival; of two notes on one version, one."""
    with ThreadPoolExecutor(_READERS) as readers:
        found = readers.map(lambda note: _from_body(bronze, note) if note.has_body else _from_key(note), notes)
        versions = {(each.key, each.version): each for each in found}
    return sorted(versions.values())


def _from_key(note: Note) -> Landed:
    name = note.key if note.version == STREAM_VERSION else f"{note.key}.{note.version}"
    return _landed(note.landed_at, note.ordinal, note.key, note.version, note.etag, note.size, name, None, None)


def _from_body(bronze: Objects, note: Note) -> Landed:
    told = json.loads(bronze.read(note.name))
    return _landed(
        datetime.fromisoformat(told["landedAt"]), told["ordinal"], told["key"], told["versionId"], told["etag"], told["size"],
        told["bronzeKey"], told["reason"], told["detail"],
    )  # fmt: skip


def _landed(
    landed_at: datetime, ordinal: int, key: str, version: str, etag: str, size: int, name: str | None, refusal: str | None,
    detail: str | None,
) -> Landed:  # fmt: skip
    place = LANDING_KEY.match(key)
    if refusal is None and (fault := key_fault(key)) is not None:
        # an inner door of another time let it through: it costs itself
        name, refusal, detail = None, REASON.F_KEY, fault
    return Landed(
        landed_at.astimezone(UTC), ordinal, key, version, etag, size, name, refusal, detail,
        (place[1], place[2], place[3]) if place else None,
    )  # fmt: skip
