"""What this run has to read: the intake's notes on object versions that the ledger does not know."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from replica.files import read_files

MANIFEST_SUFFIX = ".manifest.json"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FOLDERS = ("_received", "_refused")
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


def open_notes(spark: SparkSession, bronze: str, ledger: DataFrame | None) -> list[str]:
    """Paths of the notes on versions that `ledger` lacks; both folders may be absent."""
    listed = _listed(spark, [f"{bronze}/{folder}" for folder in _FOLDERS])
    if listed is None:
        return []
    noted = listed.select("path", F.regexp_extract("path", r"/_(?:received|refused)/(.*)\.json$", 1).alias("stem"))
    if ledger is not None:
        known = ledger.select(F.concat_ws(".", "object_key", "object_version").alias("stem"))
        noted = noted.join(known, "stem", "left_anti")
    return [row["path"] for row in noted.select("path").collect()]


def read_notes(spark: SparkSession, bronze: str, paths: list[str]) -> list[LandedVersion]:
    """The versions that the notes at `paths` tell of, in the order of arrival."""
    return sorted(_version(bronze, row["value"]) for row in read_files(spark, "text", paths).collect())


def _listed(spark: SparkSession, folders: list[str]) -> DataFrame | None:
    """Names below those folders that exist; contents stay unread as long as nobody selects them."""
    listed: DataFrame | None = None
    for folder in folders:
        try:
            names = read_files(spark, "binaryFile", [folder])
        except AnalysisException as error:
            if "PATH_NOT_FOUND" not in str(error):
                raise
            continue
        listed = names if listed is None else listed.unionByName(names)
    return listed


def _version(bronze: str, text: str) -> LandedVersion:
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
