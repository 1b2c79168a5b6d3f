"""Objects on disk until the cloud has them; bounded, and what is full is read no further: PI keeps its own history."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from airlock_sender.journal import Journal, Parcel
from airlock_sender.landing_file import LandingFile
from airlock_sender.names import renamed
from airlock_sender.windows import Window


class Spool:
    def __init__(self, folder: Path, journal: Journal, most_bytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._journal = journal
        self._most_bytes = most_bytes

    @property
    def has_room(self) -> bool:
        return self._journal.backlog().bytes < self._most_bytes

    def keep(
        self,
        view: str,
        files: Mapping[str, LandingFile],
        window: Window,
        and_note: Callable[[], None] = lambda: None,
    ) -> None:
        """Keeps files by their keys, and notes in the same step what follows from them. `OSError` where the disk is full: nothing
        is noted then."""
        for file in files.values():
            self._write(file)
        with self._journal.at_once():
            for key, file in files.items():
                free, number = key, 1
                while self._journal.is_known(free):
                    number += 1
                    free = renamed(key, number)
                self._journal.add_parcel(view, free, window, file)
            and_note()

    def _write(self, file: LandingFile) -> None:
        path = self._folder / file.sha256
        begun = path.with_suffix(".new")
        with begun.open("wb") as out:
            out.write(file.body)
            out.flush()
            os.fsync(out.fileno())
        os.replace(begun, path)

    def body(self, parcel: Parcel) -> bytes | None:
        """Its bytes, or nothing where the disk has them no more as they were."""
        try:
            body = (self._folder / parcel.sha256).read_bytes()
        except OSError:
            return None
        return body if hashlib.sha256(body).hexdigest() == parcel.sha256 else None

    def clear(self) -> None:
        """Removes what nobody waits for: what was stored, and what a crash left half written."""
        wanted = self._journal.waiting_checksums()
        for path in self._folder.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)
