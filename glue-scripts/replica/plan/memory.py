"""What the ledger remembers of the time in which a run's objects landed: which were read, and what their manifests said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from contract import MANIFEST_SUFFIX, STREAM_VERSION
from replica.engine.connect import listed, literal
from replica.plan.landed import Landed
from replica.store.objects import Objects
from replica.tables.silver import LEDGER
from replica.tables.table import OpenTable

_MARGIN = timedelta(days=8)
"""Data and manifest that landed further apart than this are not brought together, nor records of a shard brought into order."""


@dataclass(frozen=True)
class Memory:
    """`manifest_rows` and `cells_in` are by the data object's key, of the newest version; `sequences` are the last by shard folder."""

    versions: frozenset[tuple[str, str]] = frozenset()
    manifest_rows: dict[str, int] = field(default_factory=dict)
    cells_in: dict[str, int] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)

    def in_order(self, one: Landed) -> Landed:
        """The object as if it had landed before all that may have been sent after it: a shard's record may be delivered late."""
        shard = one.shard
        is_outrun = shard is not None and shard[1] < self.sequences.get(shard[0], 0)
        return replace(one, landed_at=one.landed_at - _MARGIN) if is_outrun else one


def remember(
    con: duckdb.DuckDBPyConnection, silver: Objects, ledger: OpenTable | None, since: datetime, scratch: Path
) -> Memory:
    """The memory of what landed from `since` on; files of the ledger that are older throughout are not opened."""
    if ledger is None:
        return Memory()
    moment = literal((since - _MARGIN).isoformat())
    files = ledger.files(f'"max.landed_at" >= {moment}::TIMESTAMPTZ')
    if not files:
        return Memory()
    local = [
        str(silver.get(f"{LEDGER.folder}/{file.path}", scratch / f"ledger-{i}.parquet")) for i, file in enumerate(files)
    ]
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE remembered AS FROM read_parquet({listed(local)}, hive_partitioning = false)
        WHERE landed_at >= {moment}::TIMESTAMPTZ ORDER BY landed_at, ordinal"""
    )
    versions = con.execute("SELECT object_key, object_version FROM remembered").fetchall()
    manifests = con.execute("SELECT object_key, manifest_rows FROM remembered WHERE outcome = 'manifest'").fetchall()
    cells = con.execute("SELECT object_key, cells_in FROM remembered WHERE outcome = 'read'").fetchall()
    sequences = con.execute(
        """SELECT parse_dirpath(object_key), max(lpad(regexp_extract(object_key, '-(\\d+)\\.parquet$', 1), 128, '0'))
        FROM remembered WHERE object_version = $1 AND outcome = 'read' GROUP BY ALL""",
        [STREAM_VERSION],
    ).fetchall()
    return Memory(
        frozenset(versions),
        {key.removesuffix(MANIFEST_SUFFIX): rows for key, rows in manifests},
        dict(cells),
        {shard: int(sequence) for shard, sequence in sequences},
    )


def oldest(times: Iterable[datetime]) -> datetime | None:
    """The first of some times, null without any."""
    return min(times, default=None)
