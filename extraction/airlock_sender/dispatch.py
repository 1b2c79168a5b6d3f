"""Takes what waits for one way into the cloud there, the oldest first."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from typing import NamedTuple

from airlock_sender.door import DoorError
from airlock_sender.journal import Journal, Parcel
from airlock_sender.log import Log
from airlock_sender.notify import alive
from airlock_sender.spool import Spool
from airlock_sender.ways import Way
from airlock_sender.windows import Window

LONGEST_WAIT_S = 300.0


class Sent(NamedTuple):
    objects: int = 0
    rows: int = 0
    bytes: int = 0

    def plus(self, other: Sent) -> Sent:
        return Sent(self.objects + other.objects, self.rows + other.rows, self.bytes + other.bytes)


class Dispatch:
    """`clock` gives seconds that only grow."""

    def __init__(
        self, journal: Journal, spool: Spool, way: Way, log: Log, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._journal = journal
        self._spool = spool
        self._way = way
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
        for parcel in self._journal.waiting(self._way.name):
            body = self._spool.body(parcel) if parcel.data_at != "stored" else b""
            if body is None:
                self._lost(parcel)
                continue
            try:
                self._way.send(parcel, body)
            except DoorError as error:
                self._rest(parcel, error)
                break
            sent = sent.plus(Sent(1, parcel.rows, parcel.size))
            self._failures, self._not_before, self.last_error = 0, 0.0, None
        if sent.objects:
            self._spool.clear()
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

    def _lost(self, parcel: Parcel) -> None:
        read_again(self._journal, parcel, f"{parcel.key} was lost on disk")
        self._log("spool-lost", level="error", key=parcel.key, to_do="its window is read from PI again")


def read_again(journal: Journal, parcel: Parcel, why: str) -> None:
    """What a parcel holds is in PI still: its window is read from there, and the parcel is given up."""
    with journal.at_once():
        journal.forget(parcel.id)
        journal.add_again(parcel.view, Window(parcel.begin, parcel.until), why, json.loads(parcel.per_tag))
