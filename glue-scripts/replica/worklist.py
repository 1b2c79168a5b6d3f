"""What this run has to read: the intake's notes on object versions that the ledger does not know."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from replica.local_rows import local_rows
from replica.objects import Objects

MANIFEST_SUFFIX = ".manifest.json"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FOLDERS = ("_received/", "_refused/")
_READERS = 16
_KEY = re.compile(r"^site=([^/]+)/feeder=([^/]+)/view=([^/]+)/.+$")


@dataclass(frozen=True, order=True)
class LandedVersion:
    """One object version as landing took it, in the order of arrival. `path` is its copy in bronze, null where refused."""

    landed_at: datetime
    ordinal: int
    key: str
    version: str
    etag: str
    size: int
    path: str | None
    refusal: str | None
    detail: str | None

    @property
    def place(self) -> tuple[str, str, str] | None:
        """(site, feeder, view) of the landing key, null where the key names none."""
        match = _KEY.match(self.key)
        return (match[1], match[2], match[3]) if match else None

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
    listed = [name for folder in _FOLDERS for name in notes.names(folder)]
    if ledger is None or not listed:
        return listed
    stems = [(name, name.partition("/")[2].removesuffix(".json")) for name in listed]
    known = ledger.select(F.concat_ws(".", "object_key", "object_version").alias("stem"))
    unknown = local_rows(spark, stems, "name string, stem string").join(known, "stem", "left_anti")
    return [row["name"] for row in unknown.select("name").collect()]


def read_notes(notes: Objects, bronze: str, names: list[str]) -> list[LandedVersion]:
    """The versions that the notes tell of, in the order of arrival."""
    with ThreadPoolExecutor(_READERS) as readers:
        return sorted(_version(bronze, text) for text in readers.map(notes.read, names))


def _version(bronze: str, text: bytes) -> LandedVersion:
    note = json.loads(text)
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
    )
