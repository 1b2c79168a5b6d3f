"""Faults that can be switched on, alone or together; each hits about one request in so many, drawn from a seed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from enum import Enum, auto
from threading import Lock

from plant.delivery import Draw
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Json, Request, Response, answer, refusal

KINDS = {
    "throttled": "429 with Retry-After",
    "throttled_silently": "429 without Retry-After",
    "bad_gateway": "502 with a page of HTML, as a proxy in between writes it",
    "unavailable": "503 with Retry-After",
    "timed_out": "504",
    "server_error": "500 with Errors",
    "signed_out": "401, as when a token has run out",
    "login_page": "200 with a page of HTML in place of JSON",
    "slow": "the answer comes late",
    "trickled": "the answer comes in pieces, each in time and the last one late",
    "dropped": "the connection ends without an answer",
    "cut": "the connection ends in the middle of an answer whose length was told",
    "cut_untold": "the connection ends in the middle of an answer whose length was not told: only its JSON betrays it",
    "web_exception": "200 with half of the items and a WebException",
    "stream_exceptions": "200 of a set in which some streams have a WebException in place of their items",
    "item_errors": "200 with Errors in place of some values",
    "forbidden": "403 for some streams, always the same",
    "markers_forgotten": "updates answer 404: every stream must be registered again",
}
"""What each fault looks like to a client."""
_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"
_EXCEPTION = {"Errors": ["Error occurred during writing of the output stream."], "StatusCode": 500}
_HTML = {"Content-Type": "text/html"}
ONE_VALUE_IN = 5
PIECES = 10


class Cut(Enum):
    NOWHERE = auto()
    TOLD = auto()
    UNTOLD = auto()


class Faults:
    """`one_in` is how rare each fault is: 1 hits every request."""

    def __init__(self, seed: int, one_in: Mapping[str, int] | None = None, slow_s: float = 1.0) -> None:
        self._draw = Draw(seed, "webapi")
        self._lock = Lock()
        self._slow_s = slow_s
        self._asked: Counter[str] = Counter()
        self.hits: Counter[str] = Counter()
        self.switch(one_in or {})

    def switch(self, one_in: Mapping[str, int]) -> None:
        """From now on these faults and no others."""
        unknown = [kind for kind in one_in if kind not in KINDS]
        if unknown or any(rarity < 1 for rarity in one_in.values()):
            raise ValueError(f"got {dict(one_in)}, wanted numbers from 1 on for some of {list(KINDS)}")
        self.one_in = dict(one_in)

    def delay(self) -> float:
        """Seconds to wait before a request is looked at."""
        return self._slow_s if self._hits("slow") else 0.0

    def pause(self) -> float:
        """Seconds between two pieces of an answer."""
        return self._slow_s / PIECES if self._hits("trickled") else 0.0

    def drops(self) -> bool:
        return self._hits("dropped")

    def cut(self) -> Cut:
        if self._hits("cut"):
            return Cut.TOLD
        return Cut.UNTOLD if self._hits("cut_untold") else Cut.NOWHERE

    def instead(self, request: Request) -> Response | None:
        """What is answered in place of the true answer."""
        for kind, response in _INSTEAD.items():
            if self._hits(kind):
                return response
        if self._is_forbidden(request):
            return refusal(ApiError(403, "The current user does not have read access to the stream."))
        asks_updates = request.method == "GET" and "updates" in request.path.lower().split("/")
        if asks_updates and self._hits("markers_forgotten"):
            return refusal(ApiError(404, "No cache was found for the marker."))
        return None

    def damaged(self, request: Request, response: Response) -> Response:
        """The true answer with what went wrong while it was written."""
        if response.status != 200 or not request.path.lower().startswith("stream"):
            return response
        if self._hits("web_exception"):
            response = answer(_half(response.json()))
        if self._hits("stream_exceptions"):
            response = answer(self._with_exceptions(response.json()))
        if self._hits("item_errors"):
            response = answer(self._with_errors(response.json()))
        return response

    def _is_forbidden(self, request: Request) -> bool:
        rarity = self.one_in.get("forbidden")
        family, _, rest = request.path.partition("/")
        if rarity is None or family.lower() != "streams" or self._draw.index(f"forbidden {rest[:60]}", rarity):
            return False
        self.hits["forbidden"] += 1
        return True

    def _hits(self, kind: str) -> bool:
        rarity = self.one_in.get(kind)
        if rarity is None:
            return False
        with self._lock:
            self._asked[kind] += 1
            is_hit = self._draw.index(f"{kind} {self._asked[kind]}", rarity) == 0
            self.hits[kind] += is_hit
        return is_hit

    def _with_exceptions(self, document: Json) -> Json:
        items = document.get("Items")
        for stream in items if isinstance(items, list) else []:
            if "Items" in stream and self._draw.index(f"stream {stream.get('WebId')}", ONE_VALUE_IN) == 0:
                stream |= {"Items": [], "WebException": _EXCEPTION}
        return document

    def _with_errors(self, document: Json) -> Json:
        for value in _values(document):
            if self._draw.index(f"value {json.dumps(value)}", ONE_VALUE_IN) == 0:
                value |= {"Value": None, "Good": False}
                value["Errors"] = [{"FieldName": "Value", "Message": ["The value could not be converted."]}]
        return document


_INSTEAD: dict[str, Response] = {
    "throttled": refusal(ApiError(429, "Rate limit was reached"), {"Retry-After": "1"}),
    "throttled_silently": refusal(ApiError(429, "Rate limit was reached")),
    "bad_gateway": Response(502, _PAGE.replace(b"Sign in", b"Bad Gateway"), _HTML),
    "unavailable": Response(503, _PAGE.replace(b"Sign in", b"Service Unavailable"), {**_HTML, "Retry-After": "1"}),
    "timed_out": refusal(ApiError(504, "The request timed out.")),
    "server_error": refusal(ApiError(500, "An unexpected error occurred.")),
    "signed_out": answer(
        {"Message": "Authorization has been denied for this request."}, 401, {"WWW-Authenticate": "Bearer"}
    ),
    "login_page": Response(200, _PAGE, _HTML),
}


def _half(document: Json) -> Json:
    items = document.get("Items")
    kept = {"Items": items[: len(items) // 2]} if isinstance(items, list) else {}
    return document | kept | {"WebException": _EXCEPTION}


def _values(document: Json) -> list[Json]:
    """Every object of an answer that has a value and a time."""
    items = document.get("Items")
    if not isinstance(items, list):
        return [document] if "Timestamp" in document and "Value" in document else []
    inner = [value for item in items for value in _values(item)]
    return inner or [
        item["Value"] for item in items if isinstance(item.get("Value"), dict) and "Timestamp" in item["Value"]
    ]
