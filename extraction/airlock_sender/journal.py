"""What the sender knows of itself, in one SQLite file: how far it has read, what waits for the cloud, and what it has ever put.

The cloud may not be asked: the sender reads and lists nothing. So each object is written down before it is put, with its checksum.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from airlock_sender.landing_file import LandingFile
from airlock_sender.names import TOLD_AGAIN
from airlock_sender.windows import Window

_TABLES = """
CREATE TABLE IF NOT EXISTS mark (view TEXT, asset TEXT, read_to INTEGER NOT NULL, PRIMARY KEY (view, asset)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS parcel (
    id INTEGER PRIMARY KEY, view TEXT NOT NULL, key TEXT NOT NULL UNIQUE, begin INTEGER NOT NULL, until INTEGER NOT NULL,
    assets TEXT NOT NULL, rows INTEGER NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, manifest BLOB NOT NULL,
    per_tag TEXT NOT NULL,
    data_at TEXT NOT NULL DEFAULT 'waiting', manifest_at TEXT NOT NULL DEFAULT 'waiting');
CREATE INDEX IF NOT EXISTS waiting ON parcel (id) WHERE manifest_at <> 'stored';
CREATE TABLE IF NOT EXISTS again (
    id INTEGER PRIMARY KEY, view TEXT NOT NULL, begin INTEGER NOT NULL, until INTEGER NOT NULL, why TEXT NOT NULL,
    is_done INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS again_mark (
    again INTEGER, asset TEXT, read_to INTEGER NOT NULL, PRIMARY KEY (again, asset)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tag (view TEXT, path TEXT, gone_at INTEGER, PRIMARY KEY (view, path)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Parcel(NamedTuple):
    """An object to put; `per_tag` is JSON, counts of its own window by path.

    `data_at` and `manifest_at` are waiting, begun or stored: what has begun may have been stored.
    """

    id: int
    view: str
    key: str
    begin: int
    until: int
    assets: str
    rows: int
    size: int
    sha256: str
    manifest: bytes
    per_tag: str
    data_at: str
    manifest_at: str


class Again(NamedTuple):
    """A window that is read again, and told whole."""

    id: int
    view: str
    begin: int
    until: int
    why: str


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

    # --- Tags that a view has, and had

    def note_tags(self, view: str, paths: Collection[str], now: int) -> list[str]:
        """Notes which tags there are, and returns those that are new where some were known before."""
        known = dict(self._con.execute("SELECT path, gone_at FROM tag WHERE view = ?", (view,)).fetchall())
        gone = [(now, view, path) for path, gone_at in known.items() if gone_at is None and path not in paths]
        with self.at_once():
            self._con.executemany("UPDATE tag SET gone_at = ? WHERE view = ? AND path = ?", gone)
            self._con.executemany("INSERT OR REPLACE INTO tag VALUES (?, ?, NULL)", [(view, path) for path in paths])
        return [path for path in paths if path not in known] if known else []

    def assets_with_gone_tags(self, view: str, since: int) -> set[str]:
        """Assets of which a tag has gone after that moment."""
        rows = self._con.execute("SELECT path FROM tag WHERE view = ? AND gone_at > ?", (view, since))
        return {str(path).partition("|")[0] for (path,) in rows}

    # --- Parcels

    def add_parcel(self, view: str, key: str, window: Window, assets: str, file: LandingFile) -> None:
        told = (len(file.body), file.sha256, file.manifest, json.dumps(file.per_tag, ensure_ascii=False))
        row = (view, key, *window, assets, file.rows, *told)
        names = "view, key, begin, until, assets, rows, size, sha256, manifest, per_tag"
        self._con.execute(f"INSERT INTO parcel ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def waiting(self) -> list[Parcel]:
        """Oldest first."""
        rows = self._con.execute("SELECT * FROM parcel WHERE manifest_at <> 'stored' ORDER BY id")
        return [Parcel(*row) for row in rows]

    def waiting_bytes(self) -> int:
        (size,) = self._con.execute(
            "SELECT coalesce(sum(size), 0) FROM parcel WHERE manifest_at <> 'stored'"
        ).fetchone()
        return int(size)

    def is_known(self, key: str) -> bool:
        return self._con.execute("SELECT 1 FROM parcel WHERE key = ?", (key,)).fetchone() is not None

    def note(self, parcel: int, part: str, state: str) -> None:
        """`part` is data or manifest."""
        column = {"data": "data_at", "manifest": "manifest_at"}[part]
        self._con.execute(f"UPDATE parcel SET {column} = ? WHERE id = ?", (state, parcel))

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

    def add_again(self, view: str, window: Window, why: str) -> int:
        query = "SELECT id FROM again WHERE (view, begin, until) = (?, ?, ?) AND NOT is_done"
        if open_one := self._con.execute(query, (view, *window)).fetchone():
            return int(open_one[0])
        query = "INSERT INTO again (view, begin, until, why) VALUES (?, ?, ?, ?)"
        return int(self._con.execute(query, (view, *window, why)).lastrowid or 0)

    def open_agains(self) -> list[Again]:
        rows = self._con.execute("SELECT id, view, begin, until, why FROM again WHERE NOT is_done ORDER BY id")
        return [Again(*row) for row in rows]

    def again_marks(self, again: int) -> Mapping[str, int]:
        return dict(self._con.execute("SELECT asset, read_to FROM again_mark WHERE again = ?", (again,)).fetchall())

    def set_again_marks(self, again: int, assets: Iterable[str], read_to: int) -> None:
        rows = [(again, asset, read_to) for asset in assets]
        self._con.executemany("INSERT OR REPLACE INTO again_mark VALUES (?, ?, ?)", rows)

    def end_again(self, again: int) -> None:
        self._con.execute("UPDATE again SET is_done = 1 WHERE id = ?", (again,))
        self._con.execute("DELETE FROM again_mark WHERE again = ?", (again,))

    # --- Single facts

    def fact(self, name: str) -> str | None:
        row = self._con.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self._con.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
