"""What the sender knows of itself, in one SQLite file: how far it has read, what waits for the cloud, and what it has ever put.

The cloud may not be asked: the sender reads and lists nothing. So each object is written down before it is put, with its checksum.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from airlock_sender.landing_file import LandingFile
from airlock_sender.names import TOLD_AGAIN
from airlock_sender.tags import asset_of
from airlock_sender.windows import Window

_TABLES = """
CREATE TABLE IF NOT EXISTS mark (view TEXT, asset TEXT, read_to INTEGER NOT NULL, PRIMARY KEY (view, asset)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parcel (
    id INTEGER PRIMARY KEY, view TEXT NOT NULL, key TEXT NOT NULL UNIQUE, begin INTEGER NOT NULL, until INTEGER NOT NULL,
    rows INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, manifest BLOB NOT NULL,
    per_tag BLOB NOT NULL, way TEXT NOT NULL, taken TEXT NOT NULL DEFAULT '[]',
    data_at TEXT NOT NULL DEFAULT 'waiting', manifest_at TEXT NOT NULL DEFAULT 'waiting');
CREATE INDEX IF NOT EXISTS waiting ON parcel (id) WHERE manifest_at <> 'stored';
CREATE TABLE IF NOT EXISTS again (
    id INTEGER PRIMARY KEY, view TEXT NOT NULL, begin INTEGER NOT NULL, until INTEGER NOT NULL, why TEXT NOT NULL,
    paths TEXT, is_done INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS open_again ON again (id) WHERE NOT is_done;
CREATE TABLE IF NOT EXISTS again_mark (
    again INTEGER, asset TEXT, read_to INTEGER NOT NULL, PRIMARY KEY (again, asset)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tag (view TEXT, path TEXT, gone_at INTEGER, PRIMARY KEY (view, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marker (view TEXT, path TEXT, marker TEXT NOT NULL, PRIMARY KEY (view, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Parcel(NamedTuple):
    """An object to put, or records to send, as its `way` says: landing or stream. `taken` is JSON, the numbers of the records
    that the stream has.

    `data_at` and `manifest_at` are waiting, begun or stored: what has begun may have been stored.
    """

    id: int
    view: str
    key: str
    begin: int
    until: int
    rows: int
    size: int
    sha256: str
    manifest: bytes
    per_tag: bytes
    way: str
    taken: str
    data_at: str
    manifest_at: str

    @property
    def counts(self) -> Mapping[str, int]:
        """Readings in its own window by path, of each tag that was read."""
        found: Mapping[str, int] = json.loads(zlib.decompress(self.per_tag))
        return found


class Backlog(NamedTuple):
    """What waits for the cloud."""

    objects: int
    bytes: int


class Again(NamedTuple):
    """A window that is read again, and told whole: of all tags, or of those of these `paths` alone."""

    id: int
    view: str
    begin: int
    until: int
    why: str
    paths: frozenset[str] | None = None


class Journal:
    def __init__(self, file: Path) -> None:
        self._con = sqlite3.connect(file, isolation_level=None, timeout=30)
        self._con.execute("PRAGMA journal_mode = WAL")
        self._con.execute("PRAGMA synchronous = FULL")
        self._con.executescript(_TABLES)

    def close(self) -> None:
        self._con.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """All of it or nothing, whenever the machine stops."""
        self._con.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._con.execute("ROLLBACK")
            raise
        self._con.execute("COMMIT")

    # --- How far each asset of a view has been read

    def marks(self, view: str) -> Mapping[str, int]:
        return dict(self._con.execute("SELECT asset, read_to FROM mark WHERE view = ?", (view,)).fetchall())

    def set_marks(self, view: str, assets: Iterable[str], read_to: int) -> None:
        rows = [(view, asset, read_to) for asset in assets]
        self._con.executemany("INSERT OR REPLACE INTO mark VALUES (?, ?, ?)", rows)

    def pass_marks(self, view: str, assets: Iterable[str], read_to: int) -> None:
        """Of assets that have nothing up to that moment; a mark goes forward only."""
        rows = [(read_to, view, asset, read_to) for asset in assets]
        self._con.executemany("UPDATE mark SET read_to = ? WHERE view = ? AND asset = ? AND read_to < ?", rows)

    # --- Tags that a view has, and had

    def tags(self, view: str) -> Mapping[str, int | None]:
        """Each tag that the view ever had, with the moment to which it was read where it is gone."""
        return dict(self._con.execute("SELECT path, gone_at FROM tag WHERE view = ?", (view,)).fetchall())

    def set_tags(self, view: str, gone_at: Mapping[str, int | None]) -> None:
        rows = [(view, path, moment) for path, moment in gone_at.items()]
        self._con.executemany("INSERT OR REPLACE INTO tag VALUES (?, ?, ?)", rows)

    def assets_with_gone_tags(self, view: str, since: int) -> set[str]:
        """Assets of which a tag has gone after that moment."""
        rows = self._con.execute("SELECT path FROM tag WHERE view = ? AND gone_at > ?", (view, since))
        return {asset_of(path) for (path,) in rows}

    # --- Parcels

    def add_parcel(self, view: str, key: str, window: Window, file: LandingFile) -> None:
        # A tag's path stands in each parcel: the journal lives as long as the sender.
        counts = zlib.compress(json.dumps(file.per_tag, ensure_ascii=False).encode())
        told = (len(file.body), file.sha256, file.manifest, counts)
        row = (view, key, *window, file.rows, *told, file.way)
        names = "view, key, begin, until, rows, size, sha256, manifest, per_tag, way"
        self._con.execute(f"INSERT INTO parcel ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def waiting(self, way: str) -> Iterator[Parcel]:
        """Oldest first, one at a time: after days without a cloud they are many."""
        query = "SELECT id FROM parcel WHERE manifest_at <> 'stored' AND way = ? ORDER BY id"
        ids = self._con.execute(query, (way,)).fetchall()
        for id in ids:
            yield Parcel(*self._con.execute("SELECT * FROM parcel WHERE id = ?", id).fetchone())

    def waiting_checksums(self) -> set[str]:
        return {sha256 for (sha256,) in self._con.execute("SELECT sha256 FROM parcel WHERE manifest_at <> 'stored'")}

    def backlog(self) -> Backlog:
        query = "SELECT count(*), coalesce(sum(size), 0) FROM parcel WHERE manifest_at <> 'stored'"
        return Backlog(*self._con.execute(query).fetchone())

    def is_known(self, key: str) -> bool:
        return self._con.execute("SELECT 1 FROM parcel WHERE key = ?", (key,)).fetchone() is not None

    def note(self, parcel: int, part: str, state: str) -> None:
        """`part` is data or manifest."""
        column = {"data": "data_at", "manifest": "manifest_at"}[part]
        self._con.execute(f"UPDATE parcel SET {column} = ? WHERE id = ?", (state, parcel))
        self._con.execute("UPDATE parcel SET manifest = x'' WHERE id = ? AND manifest_at = 'stored'", (parcel,))

    def note_taken(self, parcel: int, records: Iterable[int]) -> None:
        self._con.execute("UPDATE parcel SET taken = ? WHERE id = ?", (json.dumps(sorted(records)), parcel))

    def end_parcel(self, parcel: int) -> None:
        self._con.execute("UPDATE parcel SET data_at = 'stored', manifest_at = 'stored' WHERE id = ?", (parcel,))

    def rename(self, parcel: int, key: str) -> None:
        self._con.execute("UPDATE parcel SET key = ?, data_at = 'waiting' WHERE id = ?", (key, parcel))

    def forget(self, parcel: int) -> None:
        self._con.execute("UPDATE parcel SET data_at = 'lost', manifest_at = 'stored' WHERE id = ?", (parcel,))

    def stored(self, view: str) -> list[Parcel]:
        """Of a view, in the order put."""
        query = "SELECT * FROM parcel WHERE view = ? AND data_at = 'stored' ORDER BY id"
        return [Parcel(*row) for row in self._con.execute(query, (view,))]

    def told(self, view: str) -> tuple[int, int, int]:
        """Files of a view that lie in the cloud, their rows, and of these the rows of windows that were read again."""
        (told,) = self._con.execute(
            "SELECT count(*), coalesce(sum(rows), 0), coalesce(sum(rows) FILTER (WHERE instr(key, ?)), 0) FROM parcel "
            "WHERE view = ? AND data_at = 'stored'",
            (TOLD_AGAIN, view),
        )
        files, rows, again = map(int, told)
        return files, rows, again

    def stored_to(self, view: str) -> int | None:
        """Before which moment everything of the view lies in the cloud: as far as was read, less what waits."""
        (read,) = self._con.execute("SELECT min(read_to) FROM mark WHERE view = ?", (view,)).fetchone()
        query = "SELECT min(begin) FROM parcel WHERE view = ? AND manifest_at <> 'stored'"
        (waits,) = self._con.execute(query, (view,)).fetchone()
        return min((each for each in (read, waits) if each is not None), default=None)

    # --- Windows to read again

    def add_again(self, view: str, window: Window, why: str, paths: Collection[str] | None = None) -> int:
        told = None if paths is None else json.dumps(sorted(paths), ensure_ascii=False)
        query = "SELECT id FROM again WHERE (view, begin, until) = (?, ?, ?) AND paths IS ? AND NOT is_done"
        if open_one := self._con.execute(query, (view, *window, told)).fetchone():
            return int(open_one[0])
        query = "INSERT INTO again (view, begin, until, why, paths) VALUES (?, ?, ?, ?, ?)"
        return int(self._con.execute(query, (view, *window, why, told)).lastrowid or 0)

    def open_agains(self) -> list[Again]:
        rows = self._con.execute("SELECT id, view, begin, until, why, paths FROM again WHERE NOT is_done ORDER BY id")
        return [
            Again(id, view, begin, until, why, None if paths is None else frozenset(json.loads(paths)))
            for id, view, begin, until, why, paths in rows
        ]

    def again_marks(self, again: int) -> Mapping[str, int]:
        return dict(self._con.execute("SELECT asset, read_to FROM again_mark WHERE again = ?", (again,)).fetchall())

    def set_again_marks(self, again: int, assets: Iterable[str], read_to: int) -> None:
        rows = [(again, asset, read_to) for asset in assets]
        self._con.executemany("INSERT OR REPLACE INTO again_mark VALUES (?, ?, ?)", rows)

    def end_again(self, again: int) -> None:
        self._con.execute("UPDATE again SET is_done = 1 WHERE id = ?", (again,))
        self._con.execute("DELETE FROM again_mark WHERE again = ?", (again,))

    # --- Stream updates: to where each tag's changes are known

    def markers(self, view: str) -> dict[str, str]:
        return dict(self._con.execute("SELECT path, marker FROM marker WHERE view = ?", (view,)).fetchall())

    def set_markers(self, view: str, markers: Mapping[str, str]) -> None:
        rows = [(view, path, marker) for path, marker in markers.items()]
        self._con.executemany("INSERT OR REPLACE INTO marker VALUES (?, ?, ?)", rows)

    def drop_markers(self, view: str, paths: Iterable[str]) -> None:
        self._con.executemany("DELETE FROM marker WHERE view = ? AND path = ?", [(view, path) for path in paths])

    # --- Single facts

    def fact(self, name: str) -> str | None:
        row = self._con.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self._con.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
