"""The two ways into the cloud: an object through landing's door, records into the site's stream."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

from airlock_sender.door import Door, DoorError
from airlock_sender.journal import Journal, Parcel
from airlock_sender.log import Log
from airlock_sender.names import renamed
from airlock_sender.records import partition_key
from airlock_sender.stream_door import CALL_BYTES, RECORDS, Record, StreamDoor
from airlock_sender.web import pause
from contract import MANIFEST_SUFFIX

ATTEMPTS: Final = 5
"""Of calls in which records fail, until the stream is left alone for a while."""


class Way(Protocol):
    """`name` is that of the parcels which go this way."""

    name: str

    def send(self, parcel: Parcel, body: bytes) -> None:
        """Notes in the journal what the cloud has. Raises `DoorError` where that is not all."""


class LandingWay:
    """Data, then its manifest."""

    name = "landing"

    def __init__(self, journal: Journal, door: Door, log: Log) -> None:
        self._journal = journal
        self._door = door
        self._log = log

    def send(self, parcel: Parcel, body: bytes) -> None:
        if parcel.data_at != "stored":
            parcel = self._put_data(parcel, body)
        self._put("manifest", parcel, parcel.key + MANIFEST_SUFFIX, parcel.manifest, parcel.manifest_at)

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


class StreamWay:
    """Records, of each tag one in a call: the next one goes when the stream has it, so that none overtakes another.

    What the stream said that it has is not sent again; where its answer was lost it is, and the pipeline counts it as a repeat.
    """

    name = "stream"

    def __init__(self, journal: Journal, door: StreamDoor, sleep: Callable[[float], None] = time.sleep) -> None:
        self._journal = journal
        self._door = door
        self._sleep = sleep

    def send(self, parcel: Parcel, body: bytes) -> None:
        records = [Record(partition_key(line), line) for line in body.split(b"\n")]
        taken = set(json.loads(parcel.taken))
        attempt = 0
        while left := [number for number in range(len(records)) if number not in taken]:
            call = list(first_of_each_tag(records, left))
            errors = self._door.put([records[number] for number in call])
            taken |= {number for number, error in zip(call, errors, strict=True) if error is None}
            self._journal.note_taken(parcel.id, taken)
            if failed := [error for error in errors if error is not None]:
                attempt += 1
                if attempt == ATTEMPTS:
                    raise DoorError(f"{len(failed)} of {len(call)} records failed: {failed[0]}", False)
                self._sleep(pause(attempt, None))
        self._journal.end_parcel(parcel.id)


def first_of_each_tag(records: Sequence[Record], left: Sequence[int]) -> Iterator[int]:
    """Numbers of those that one call may hold, of which no two are of one tag."""
    keys: set[str] = set()
    room = CALL_BYTES
    for number in left:
        key, data = records[number]
        cost = len(key) + len(data)
        if key in keys:
            continue
        if cost > room or len(keys) == RECORDS:
            return
        keys.add(key)
        room -= cost
        yield number
