"""Reads recorded values of a group of tags, window by window, each told whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import pyarrow as pa

from airlock_sender.answers import Stream
from airlock_sender.columns import AnswerError, Told, before, check_order, is_faulty, readings, tick
from airlock_sender.log import Log
from airlock_sender.pi import Pi, TooMuchError, batches_of
from airlock_sender.tags import Tag
from airlock_sender.web import PiTimeoutError, pause
from airlock_sender.windows import Pace, Page, Window, told_until

ATTEMPTS: Final = 4
FEWEST_ITEMS: Final = 100


class CrowdedError(Exception):
    """A tag has more readings at one moment than PI Web API can tell in one answer: it has no way to ask for the rest."""


class Part(NamedTuple):
    """All readings of a group from a window's begin to `until`."""

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

    def read(self, tags: Sequence[Tag], begin: int, limit: int, pace: Pace) -> tuple[Part, Pace]:
        """The next part from `begin` on, and the pace for what follows. Asks for less after a time-out or where an answer has no room."""
        while True:
            window = pace.window(begin, limit)
            try:
                part = self._part(tags, window)
            except (PiTimeoutError, TooMuchError) as error:
                if pace.is_shortest and isinstance(error, PiTimeoutError):
                    raise
                self._log("asked-for-less", level="warning", error=str(error)[:300], seconds=pace.length / 2e7)
                if isinstance(error, TooMuchError):
                    self._shrink(error)
                pace = pace.halved()
                continue
            return part, pace.after(window, part.until, part.filled)

    def _shrink(self, error: TooMuchError) -> None:
        if self._items <= FEWEST_ITEMS:
            raise AnswerError(f"got {error} even for {self._items} readings") from error
        self._items //= 2

    def _part(self, tags: Sequence[Tag], window: Window) -> Part:
        told, until, filled = self._pages(tags, window)
        if until == window.begin:
            # A page is full of this one moment: that moment alone, tag by tag, with all the room there is.
            moment = Window(window.begin, window.begin + 1)
            return Part(readings([self._moment(tag, moment) for tag in tags]), moment.end, 1.0)
        return Part(readings([(tag, before(items, until)) for tag, items in told]), until, filled)

    def _pages(self, tags: Sequence[Tag], window: Window) -> tuple[list[Told], int, float]:
        by_id = {tag.web_id: tag for tag in tags}
        told: list[Told] = []
        until, filled = window.end, 0.0
        for web_ids in batches_of(self._pi.web, list(by_id), self._address):
            room = max(self._items // len(web_ids), 1)
            for web_id, stream in self._asked([by_id[each] for each in web_ids], window, room).items():
                count = len(stream.Items)
                told.append((by_id[web_id], stream.Items))
                if count:
                    until = min(until, told_until(window, [Page(tick(stream.Items[-1]), count >= room)]))
                filled = max(filled, count / room)
        return told, until, filled

    def _moment(self, tag: Tag, moment: Window) -> Told:
        items = self._asked([tag], moment, self._items)[tag.web_id].Items
        if len(items) >= self._items:
            raise CrowdedError(
                f"{tag.path}: got {len(items)} readings at {items[0].Timestamp}, wanted fewer than fit into one answer ({self._items})"
            )
        return tag, items

    def _asked(self, tags: Sequence[Tag], window: Window, room: int) -> dict[str, Stream]:
        """An answer that is whole. One that is not, or that tells errors, is asked for again; a reading whose error stays is bad."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                streams = self._pi.recorded([tag.web_id for tag in tags], window, room)
                for tag in tags:
                    check_order(tag, streams[tag.web_id].Items, window)
            except AnswerError as error:
                if attempt == ATTEMPTS:
                    raise
                self._log("asked-again", level="warning", error=str(error)[:300])
            else:
                faulty = [item for stream in streams.values() for item in stream.Items if is_faulty(item)]
                if not faulty:
                    return streams
                if attempt == ATTEMPTS:
                    self._log("readings-with-errors", level="error", readings=len(faulty), told="as bad")
                    return streams
            self._sleep(pause(attempt, None))
        raise AssertionError("the last attempt returns or raises")
