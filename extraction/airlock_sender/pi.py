"""PI Web API by its documented calls: pages of lists, batches, and recorded values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

import msgspec

from airlock_sender.answers import Stream, StreamSet, SubAnswer
from airlock_sender.columns import AnswerError
from airlock_sender.ticks import text_of
from airlock_sender.web import PiRefusedError, Query, Web, told_errors
from airlock_sender.windows import Window

LIST_PAGE: Final = 1000
BATCH: Final = 100

T = TypeVar("T", bound=msgspec.Struct)

_STREAM_SET = msgspec.json.Decoder(StreamSet)
_BATCH = msgspec.json.Decoder(dict[str, SubAnswer])


class TooMuchError(Exception):
    """More was asked for than one answer may hold."""


class Pi:
    def __init__(self, web: Web) -> None:
        self.web = web

    def one(self, kind: type[T], path: str, query: Query = ()) -> T:
        return decoded(kind, self.web.get(path, query))

    def listed(self, kind: type[T], path: str, query: Query = ()) -> Iterator[T]:
        """Every item of a list, page by page."""
        start = 0
        while True:
            page = (*query, ("maxCount", str(LIST_PAGE)), ("startIndex", str(start)))
            items, is_last = list_page(kind, self.web.get(path, page))
            yield from items
            if is_last or not items:
                return
            start += len(items)

    def batch(self, resources: Sequence[tuple[str, Query]]) -> Iterator[bytes]:
        """The answers of many GETs, in order; `PiRefusedError` of the first that failed."""
        for begin in range(0, len(resources), BATCH):
            asked = {
                str(number): {"Method": "GET", "Resource": self.web.address(path, query)}
                for number, (path, query) in enumerate(resources[begin : begin + BATCH])
            }
            answers = _checked(_BATCH, self.web.post("batch", asked))
            for number, request in asked.items():
                answer = answers.get(number)
                if answer is None:
                    raise AnswerError(f"batch: got no answer to {request['Resource'][:200]}")
                content = bytes(answer.Content)
                if answer.Status != 200:
                    message = f"{request['Resource'][:200]}: got {answer.Status}: {told_errors(content)}"
                    raise PiRefusedError(answer.Status, message)
                yield content

    def recorded(self, web_ids: Sequence[str], window: Window, max_count: int) -> dict[str, Stream]:
        """Each stream's readings of the window, at most `max_count` each.

        Raises `TooMuchError`, and `AnswerError` where an answer tells an error or is not to what was asked.
        """
        query = [
            *(("webId", web_id) for web_id in web_ids),
            ("startTime", text_of(window.begin)),
            # The end of a request belongs to it, that of a window does not.
            ("endTime", text_of(window.end - 1)),
            ("maxCount", str(max_count)),
            ("boundaryType", "Inside"),
        ]
        try:
            answer = _checked(_STREAM_SET, self.web.get("streamsets/recorded", query))
        except PiRefusedError as error:
            if error.status == 413 or (error.status == 400 and "max" in str(error).lower()):
                raise TooMuchError(str(error)) from error
            raise
        if told := answer.WebException or answer.Errors:
            raise AnswerError(f"streamsets/recorded: got 200 with {_short(told)}")
        streams = {stream.WebId: stream for stream in answer.Items}
        if len(streams) != len(answer.Items) or streams.keys() != set(web_ids):
            raise AnswerError(
                f"streamsets/recorded: got {len(answer.Items)} streams, wanted the {len(web_ids)} asked for"
            )
        for stream in answer.Items:
            if told := stream.WebException or stream.Errors:
                raise AnswerError(f"{stream.WebId}: got 200 with {_short(told)}")
        return streams


def batches_of(web: Web, web_ids: Sequence[str], longest: int) -> Iterator[Sequence[str]]:
    """Streams that fit into one address of a request together: servers take no longer one."""
    chosen: list[str] = []
    size = len(web.address("streamsets/recorded")) + 200
    room = longest - size
    for web_id in web_ids:
        cost = len(urlencode([("webId", web_id)])) + 1
        if chosen and cost > room:
            yield chosen
            chosen, room = [], longest - size
        chosen.append(web_id)
        room -= cost
    if chosen:
        yield chosen


def list_page(kind: type[T], body: bytes) -> tuple[list[T], bool]:
    """Items of a page of a list, and whether it is the last: PI Web API links to the next one where there is one."""
    told = _checked(msgspec.json.Decoder(dict[str, Any]), body)
    if errors := told.get("WebException") or told.get("Errors"):
        raise AnswerError(f"got 200 with {_short(errors)}")
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


def _short(told: object) -> str:
    return json.dumps(told, default=str)[:300]


def web_id_in(link: str) -> str:
    """The WebId that a link to a point ends in."""
    return link.rstrip("/").rpartition("/")[2].partition("?")[0]


def unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
