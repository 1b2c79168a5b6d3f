"""Takes what waits to the door, the oldest first: data, then its manifest."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import NamedTuple

from airlock_sender.door import Door, DoorError
from airlock_sender.journal import Journal, Parcel
from airlock_sender.log import Log
from airlock_sender.names import renamed
from airlock_sender.notify import alive
from airlock_sender.spool import Spool
from airlock_sender.windows import Window
from contract import MANIFEST_SUFFIX

LONGEST_WAIT_S = 300.0


class Sent(NamedTuple):
    objects: int = 0
    rows: int = 0
    bytes: int = 0


class Dispatch:
    """`clock` gives seconds that only grow."""

    def __init__(
        self, journal: Journal, spool: Spool, door: Door, log: Log, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._journal = journal
        self._spool = spool
        self._door = door
        self._log = log
        self._clock = clock
        self._failures = 0
        self._not_before = 0.0
        self.last_error: str | None = None

    def drain(self, *, at_once: bool = False) -> Sent:
        """All that waits, or up to the first that the door does not take; after that it rests, longer each time."""
        alive()
        sent = Sent()
        if self._clock() < self._not_before and not at_once:
            return sent
        waiting = self._journal.waiting()
        for parcel in waiting:
            try:
                if self._send(parcel):
                    sent = Sent(sent.objects + 1, sent.rows + parcel.rows, sent.bytes + parcel.size)
            except DoorError as error:
                self._rest(parcel, error)
                break
            self._failures, self.last_error = 0, None
        if waiting:
            self._spool.clear(self._journal.waiting())
        return sent

    def _rest(self, parcel: Parcel, error: DoorError) -> None:
        self._failures += 1
        wait = min(2.0**self._failures, LONGEST_WAIT_S) * random.uniform(0.5, 1)
        self._not_before = self._clock() + wait
        self.last_error = str(error)
        about = {"key": parcel.key, "error": str(error), "again_in_s": round(wait, 1)}
        if error.was_refused:
            self._log("put-refused", level="error", **about)
        else:
            self._log("cloud-away", level="warning", **about)

    def _send(self, parcel: Parcel) -> bool:
        if parcel.data_at != "stored":
            body = self._spool.body(parcel)
            if body is None:
                self._lost(parcel)
                return False
            parcel = self._put_data(parcel, body)
        self._put("manifest", parcel, parcel.key + MANIFEST_SUFFIX, parcel.manifest, parcel.manifest_at)
        return True

    def _lost(self, parcel: Parcel) -> None:
        """PI has it still: its window is read again."""
        with self._journal.at_once():
            self._journal.forget(parcel.id)
            self._journal.add_again(parcel.view, Window(parcel.begin, parcel.until), f"{parcel.key} was lost on disk")
        self._log("spool-lost", level="error", key=parcel.key, to_do="its window is read from PI again")

    def _put_data(self, parcel: Parcel, body: bytes) -> Parcel:
        number, first = 1, parcel.key
        while not self._put("data", parcel, parcel.key, body, parcel.data_at):
            # Something that this journal did not put has the name: a journal before it, perhaps. What is put twice is told twice.
            number += 1
            free = renamed(first, number)
            self._log("name-taken", level="warning", key=parcel.key, instead=free)
            self._journal.rename(parcel.id, free)
            parcel = parcel._replace(key=free, data_at="waiting")
        return parcel

    def _put(self, part: str, parcel: Parcel, key: str, body: bytes, state: str) -> bool:
        """False where the key is taken by what was not put here. A put that had begun before, of the bytes whose checksum the
        journal has under this key, is what lies there.
        """
        if state != "begun":
            self._journal.note(parcel.id, part, "begun")
        try:
            outcome = self._door.put(key, body)
        except DoorError as error:
            if error.was_refused and state != "begun":
                self._journal.note(parcel.id, part, "waiting")
            raise
        if outcome == "exists" and state != "begun" and part == "data":
            return False
        self._journal.note(parcel.id, part, "stored")
        return True
