"""The work of this run: the intake's notes on object versions that the ledger does not know."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import LANDING_KEY, MANIFEST_SUFFIX, NOTE_BODY, NOTE_FOLDERS
from replica.local_rows import local_rows
from replica.objects import Objects
from replica.settings import Place

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_READERS = 16


@dataclass(frozen=True, order=True)
class LandedVersion:
    """One object version as landing took it, in the order of arrival.

    `path` is its copy in bronze, null where refused. `place` is null where the key names none.
    """

    landed_at: datetime
    ordinal: int
    key: str
    version: str
    etag: str
    size: int
    path: str | None
    refusal: str | None
    detail: str | None
    place: Place | None

    @property
    def landed_us(self) -> int:
        """Microseconds since 1970."""
        return (self.landed_at - _EPOCH) // timedelta(microseconds=1)

    @property
    def is_manifest(self) -> bool:
        return self.key.endswith(MANIFEST_SUFFIX)


def open_notes(spark: SparkSession, notes: Objects, ledger: DataFrame | None) -> list[str]:
    """Names of the notes on versions that `ledger` lacks.

    They are listed without Spark, which passes over names that begin with `_` or `.`, and a landing object may have one.
    """
    listed = [name for folder in NOTE_FOLDERS for name in notes.listed(folder)]
    # A version may be noted on two days: the first note stands for it.
    first = {_stem(notes, name): name for name in reversed(listed)}
    return unknown(spark, {name: stem for stem, name in first.items()}, ledger)


def _stem(notes: Objects, name: str) -> str:
    """`<object key>.<object version>` of a note named `<folder>/yyyy/mm/dd/<fields>/<object key>.json`."""
    *_, fields, key = name.split("/", 5)
    _landed_at, _ordinal, _size, _etag, version, *marks = fields.split(",")
    if marks == [NOTE_BODY]:
        note = json.loads(notes.read(name))
        return f"{note['key']}.{note['versionId']}"
    return f"{key.removesuffix('.json')}.{unquote(version)}"


def unknown(spark: SparkSession, stems: dict[str, str], ledger: DataFrame | None) -> list[str]:
    """Names, out of `stems` by name, whose `<object key>.<object version>` the ledger lacks."""
    if ledger is None or not stems:
        return list(stems)
    known = ledger.select(F.concat_ws(".", "object_key", "object_version").alias("stem"))
    left = local_rows(spark, list(stems.items()), "name string, stem string").join(known, "stem", "left_anti")
    return [row["name"] for row in left.select("name").collect()]


def read_notes(notes: Objects, bronze: str, names: list[str]) -> list[LandedVersion]:
    """The versions that the notes tell of, in the order of arrival."""
    with ThreadPoolExecutor(_READERS) as readers:
        return sorted(_version(bronze, text) for text in readers.map(notes.read, names))


def _version(bronze: str, text: bytes) -> LandedVersion:
    note = json.loads(text)
    key = LANDING_KEY.match(note["key"])
    return LandedVersion(
        landed_at=datetime.fromisoformat(note["landedAt"]).astimezone(UTC),
        ordinal=note["ordinal"],
        key=note["key"],
        version=note["versionId"],
        etag=note["etag"],
        size=note["size"],
        path=None if note["bronzeKey"] is None else f"{bronze}/{note['bronzeKey']}",
        refusal=note.get("reason"),
        detail=note.get("detail"),
        place=(key[1], key[2], key[3]) if key else None,
    )
