"""PI Web API by its documented calls: pages of lists, batches, and recorded values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import msgspec

from airlock_sender.answers import (
    AnswerError,
    Registered,
    RegisteredSet,
    Stream,
    StreamSet,
    SubAnswer,
    Updates,
    UpdatesSet,
)
from airlock_sender.columns import check_order, tick
from airlock_sender.tags import Tag
from airlock_sender.ticks import text_of
from airlock_sender.web import BUSY, PiRefusedError, Query, Web, told_errors
from airlock_sender.windows import Window

LIST_PAGE: Final = 1000
BATCH: Final = 100

T = TypeVar("T", bound=msgspec.Struct)
R = TypeVar("R")
I = TypeVar("I")  # noqa: E741 - an item

_STREAM_SET = msgspec.json.Decoder(StreamSet)
_BATCH = msgspec.json.Decoder(dict[str, SubAnswer])


class TooMuchError(Exception):
    """More was asked for than one answer may hold."""


class Pi:
    def __init__(self, web: Web) -> None:
        self.web = web

    def one(self, kind: type[T], path: str, query: Query = ()) -> T:
        return self.web.get(path, query, lambda body: decoded(kind, body))

    def listed(self, kind: type[T], path: str, query: Query = ()) -> Iterator[T]:
        """Every item of a list, page by page."""
        start = 0
        while True:
            page = (*query, ("maxCount", str(LIST_PAGE)), ("startIndex", str(start)))
            items, is_last = self.web.get(path, page, lambda body: list_page(kind, body))
            yield from items
            if is_last or not items:
                return
            start += len(items)

    def batch(self, resources: Sequence[tuple[str, Query]], read: Callable[[bytes], R]) -> Iterator[R]:
        """What `read` makes of the answer to each of many GETs, in order; `PiRefusedError` of one that failed."""
        for begin in range(0, len(resources), BATCH):
            asked = {
                str(number): {"Method": "GET", "Resource": self.web.address(path, query)}
                for number, (path, query) in enumerate(resources[begin : begin + BATCH])
            }
            yield from self.web.post("batch", asked, lambda body: _answers(body, asked, read))  # noqa: B023 - called at once

    def recorded(self, tags: Sequence[Tag], window: Window, max_count: int) -> dict[str, Stream]:
        """Each tag's readings of the window by its WebId, at most `max_count` each; `TooMuchError` where that is too many."""

        def read(body: bytes) -> dict[str, Stream]:
            streams = _streams(body, tags)
            for tag in tags:
                check_order(tag, streams[tag.web_id].Items, window)
            return streams

        # The end of a request belongs to it, that of a window does not.
        return self._recorded(tags, window.begin, window.end - 1, max_count, read)

    def nearest(self, tags: Sequence[Tag], begin: int, end: int) -> dict[str, int]:
        """Tick of each tag's first reading on the way from `begin` to `end`, which may lie before it; by WebId, where there is one."""

        def read(body: bytes) -> dict[str, int]:
            found = {web_id: tick(stream.Items[0]) for web_id, stream in _streams(body, tags).items() if stream.Items}
            if any(not min(begin, end) <= at <= max(begin, end) for at in found.values()):
                raise AnswerError("got readings that were not asked for")
            return found

        return self._recorded(tags, begin, end, 1, read)

    def _recorded(self, tags: Sequence[Tag], begin: int, end: int, max_count: int, read: Callable[[bytes], R]) -> R:
        query = [
            *(("webId", web_id) for web_id in unique(tag.web_id for tag in tags)),
            ("startTime", text_of(begin)),
            ("endTime", text_of(end)),
            ("maxCount", str(max_count)),
            ("boundaryType", "Inside"),
        ]
        try:
            return self.web.get("streamsets/recorded", query, read, can_ask_less=begin != end)
        except PiRefusedError as error:
            if error.status in (413, 414) or (error.status == 400 and "max" in str(error).lower()):
                raise TooMuchError(str(error)) from error
            raise

    def register(self, web_ids: Sequence[str]) -> list[Registered]:
        """Has the changes of these streams kept from now on."""

        def read(body: bytes) -> list[Registered]:
            told = decoded(RegisteredSet, body)
            _check_told(told.WebException or told.Errors)
            return told.Items

        return self.web.post("streamsets/updates", None, read, [("webId", web_id) for web_id in web_ids])

    def updates(self, markers: Sequence[str]) -> list[Updates]:
        """What changed since each of these markers."""

        def read(body: bytes) -> list[Updates]:
            told = decoded(UpdatesSet, body)
            _check_told(told.WebException or told.Errors)
            if {each.RequestedMarker for each in told.Items} != set(markers):
                raise AnswerError(f"got {len(told.Items)} updates, wanted those of the {len(markers)} markers")
            for change in (change for each in told.Items for change in each.Events):
                tick(change)
            return told.Items

        return self.web.get("streamsets/updates", [("marker", marker) for marker in markers], read)


def _streams(body: bytes, tags: Sequence[Tag]) -> dict[str, Stream]:
    """The streams of an answer that is whole; `AnswerError` for one that tells an error, or is not to what was asked."""
    answer: StreamSet = _checked(_STREAM_SET, body)
    _check_told(answer.WebException or answer.Errors)
    streams = {stream.WebId: stream for stream in answer.Items}
    if len(streams) != len(answer.Items) or streams.keys() != {tag.web_id for tag in tags}:
        raise AnswerError(f"got {len(answer.Items)} streams, wanted the {len(tags)} that were asked for")
    for stream in answer.Items:
        _check_told(stream.WebException or stream.Errors)
    return streams


def _answers(body: bytes, asked: Mapping[str, Mapping[str, str]], read: Callable[[bytes], R]) -> list[R]:
    answers: dict[str, SubAnswer] = _checked(_BATCH, body)
    found = []
    for number, request in asked.items():
        answer = answers.get(number)
        if answer is None:
            raise AnswerError(f"got no answer to {request['Resource'][:200]}")
        content = bytes(answer.Content)
        if answer.Status != 200:
            message = f"{request['Resource'][:200]}: got {answer.Status}: {told_errors(content)}"
            raise AnswerError(message) if answer.Status in BUSY else PiRefusedError(answer.Status, message)
        found.append(read(content))
    return found


def _check_told(errors: object) -> None:
    if errors:
        raise AnswerError(f"got 200 with {json.dumps(errors, default=str)[:300]}")


def batches_of(web: Web, tags: Sequence[Tag], longest: int) -> Iterator[list[Tag]]:
    """Tags that fit into one address of a request together: servers take no longer one."""
    # Two times, a count and a boundary stand there too.
    room = longest - len(web.address("streamsets/recorded")) - 200
    return fitting(tags, lambda tag: len(urlencode([("webId", tag.web_id)])) + 1, room)


def fitting(items: Iterable[I], cost: Callable[[I], int], room: int) -> Iterator[list[I]]:
    """Items in batches that cost no more than `room` together; one that costs more is alone."""
    chosen: list[I] = []
    left = room
    for item in items:
        if chosen and cost(item) > left:
            yield chosen
            chosen, left = [], room
        chosen.append(item)
        left -= cost(item)
    if chosen:
        yield chosen


def list_page(kind: type[T], body: bytes) -> tuple[list[T], bool]:
    """Items of a page of a list, and whether it is the last: PI Web API links to the next one where there is one."""
    told = _checked(msgspec.json.Decoder(dict[str, Any]), body)
    _check_told(told.get("WebException") or told.get("Errors"))
    try:
        items = msgspec.convert(told.get("Items"), list[kind])  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise AnswerError(f"got a list that is none of {kind.__name__}: {error}") from error
    links = told.get("Links")
    has_next = isinstance(links, Mapping) and bool(links.get("Next"))
    return items, not has_next and len(items) < LIST_PAGE


def decoded(kind: type[T], body: bytes) -> T:
    found: T = _checked(msgspec.json.Decoder(kind), body)
    return found


def _checked(decoder: msgspec.json.Decoder[Any], body: bytes) -> Any:  # noqa: ANN401 - as the decoder's type
    try:
        return decoder.decode(body)
    except msgspec.MsgspecError as error:
        raise AnswerError(f"got an answer that is not as documented: {error}") from error


def web_id_in(link: str) -> str:
    """The WebId that a link to a point ends in."""
    return link.rstrip("/").rpartition("/")[2].partition("?")[0]


def unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
