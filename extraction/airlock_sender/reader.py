"""Reads recorded values of a group of tags, window by window, each told whole."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import pyarrow as pa

from airlock_sender.answers import Stream
from airlock_sender.columns import Told, before, is_faulty, readings, tick
from airlock_sender.groups import Group
from airlock_sender.log import Log
from airlock_sender.pi import Pi, TooMuchError, batches_of
from airlock_sender.tags import Tag
from airlock_sender.ticks import SECOND
from airlock_sender.web import PiError, PiTimeoutError, pause
from airlock_sender.windows import Pace, Page, Window, told_until

ATTEMPTS: Final = 4
HALVINGS: Final = 8
"""In one go: an archive that is down answers in time no more for a shorter window."""
FEWEST_ITEMS: Final = 100


class CrowdedError(Exception):
    """A tag has more readings at one moment than PI Web API can tell in one answer: it has no way to ask for the rest."""


class Part(NamedTuple):
    """All readings of a group from a window's begin to `until`; `filled` is the share of its room that the fullest page took."""

    rows: pa.RecordBatch
    until: int
    filled: float


class Reader:
    """`items` is the most readings in one answer; it shrinks where the server takes no more."""

    def __init__(self, pi: Pi, items: int, address: int, log: Log, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pi = pi
        self._items = items
        self._address = address
        self._log = log
        self._sleep = sleep
        self._paces: dict[str, Pace] = {}

    def read(self, group: Group, begin: int, limit: int) -> Part:
        """The next part from `begin` on. Asks for less after a time-out or where an answer has no room."""
        for _ in range(HALVINGS):
            pace = self._paces.get(group.digest, Pace())
            window = pace.window(begin, limit)
            try:
                part = self._part(group.tags, window)
            except TooMuchError as error:
                self._shrink(error)
            except PiTimeoutError as error:
                self._log("asked-for-less", level="warning", error=str(error)[:300], seconds=pace.length / SECOND)
                self._paces[group.digest] = pace.halved()
            else:
                self._paces[group.digest] = pace.after(window, part.until, part.filled)
                return part
        raise PiError(
            f"got no answer in time, wanted one to {(window.end - window.begin) / SECOND} s of {len(group.tags)} tags"
        )

    def nearest(self, tags: Sequence[Tag], begin: int, end: int) -> dict[str, int]:
        """As `Pi.nearest`, of any number of tags."""
        found: dict[str, int] = {}
        for asked in batches_of(self._pi.web, tags, self._address):
            found |= self._pi.nearest(asked, begin, end)
        return found

    def moment(self, tags: Sequence[Tag], at: int) -> pa.RecordBatch:
        """All readings of one moment, in ticks."""
        return self._part(tags, Window(at, at + 1)).rows

    def _shrink(self, error: TooMuchError) -> None:
        if self._items <= FEWEST_ITEMS:
            raise PiError(f"got {error} even for {self._items} readings") from error
        # Its words name the most that it takes: "… is greater than the maximum allowed (150000)".
        named = [int(digits) for digits in re.findall(r"\((\d+)\)", str(error))]
        self._items = max((most for most in named if FEWEST_ITEMS <= most < self._items), default=self._items // 2)
        self._log("fewer-items", level="warning", error=str(error)[:300], items=self._items)

    def _part(self, tags: Sequence[Tag], window: Window) -> Part:
        told: list[Told] = []
        crowded: list[Tag] = []
        until, filled = window.end, 0.0
        for asked in batches_of(self._pi.web, tags, self._address):
            room = max(self._items // len(asked), 1)
            streams = self._asked(asked, window, room)
            for tag in asked:
                items = streams[tag.web_id].Items
                told.append((tag, items))
                filled = max(filled, len(items) / room)
                if items:
                    until = min(until, told_until(window, [Page(tick(items[-1]), len(items) >= room)]))
                if len(items) >= room and tick(items[-1]) == window.begin:
                    crowded.append(tag)
        if crowded:
            # Pages are full of this one moment: that moment alone, tag by tag, with all the room there is.
            until = window.begin + 1
            told = [each for each in told if each[0] not in crowded] + [
                self._moment(tag, window.begin) for tag in crowded
            ]
        return Part(readings([(tag, before(items, until)) for tag, items in told]), until, filled)

    def _moment(self, tag: Tag, at: int) -> Told:
        items = self._asked([tag], Window(at, at + 1), self._items)[tag.web_id].Items
        if len(items) >= self._items:
            raise CrowdedError(
                f"{tag.path}: got {len(items)} readings at {items[0].Timestamp}, wanted fewer than fit into one answer ({self._items})"
            )
        return tag, items

    def _asked(self, tags: Sequence[Tag], window: Window, room: int) -> dict[str, Stream]:
        """Readings that tell errors are asked for again; those whose errors stay are bad."""
        for attempt in range(1, ATTEMPTS + 1):
            streams = self._pi.recorded(tags, window, room)
            faulty = sum(is_faulty(item) for stream in streams.values() for item in stream.Items)
            if not faulty:
                break
            if attempt == ATTEMPTS:
                self._log("readings-with-errors", level="error", readings=faulty, told="as bad")
            else:
                self._sleep(pause(attempt, None))
        return streams
