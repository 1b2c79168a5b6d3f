"""Faults that can be switched on, alone or together; each hits about one request in so many, drawn from a seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum, auto
from threading import Lock

from plant.delivery import Draw
from plant.webapi.api.damage import IsHit, break_streams, break_values, fail_requests, forbid_streams, halve
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
    "batch_errors": "207 of a batch in which some requests failed",
    "forbidden": "403 for some streams, always the same, alone and in a batch; in a set a WebException in place of their items",
    "markers_forgotten": "the server forgets every registration for updates before it looks at a request for some",
    "without_updates": "404 for updates, as a server before 2018 SP1 answers",
}
"""What each fault looks like to a client."""
_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>"
_HTML = {"Content-Type": "text/html"}
ONE_PART_IN = 5
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
        if _is_of_updates(request) and self._hits("without_updates"):
            return refusal(ApiError(404, f"No HTTP resource was found that matches the request URI '{request.path}'."))
        return None

    def forgets(self, request: Request) -> bool:
        """Whether all registrations are gone before this request is looked at."""
        return request.method == "GET" and _is_of_updates(request) and self._hits("markers_forgotten")

    def forbidden(self, request: Request) -> Response | None:
        """The refusal of a stream that may not be read, asked alone or in a batch."""
        family, _, rest = request.path.partition("/")
        if family.lower() != "streams" or not self._is_forbidden(rest.partition("/")[0]):
            return None
        return refusal(ApiError(403, "The current user does not have read access to the stream."))

    def damaged(self, request: Request, response: Response) -> Response:
        """The true answer with what went wrong while it was written."""
        family = request.path.lower().partition("/")[0]
        if response.status == 200 and family == "streamsets" and "forbidden" in self.one_in:
            read = forbid_streams(response.json(), request.all("webId"), self._is_forbidden)
            response = answer(read)
        for kind, (status, families, damage) in _DAMAGES.items():
            if response.status == status and family in families and self._hits(kind):
                response = answer(damage(response.json(), self._hits_part), status)
        return response

    def _is_forbidden(self, web_id: str) -> bool:
        rarity = self.one_in.get("forbidden")
        if rarity is None or self._draw.index(f"forbidden {web_id}", rarity):
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

    def _hits_part(self, label: str) -> bool:
        """Whether a part of a damaged answer is hit: always the same parts."""
        return self._draw.index(label, ONE_PART_IN) == 0


def _is_of_updates(request: Request) -> bool:
    return "updates" in request.path.lower().split("/")


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

_STREAMS = ("streams", "streamsets")
_DAMAGES: dict[str, tuple[int, tuple[str, ...], Callable[[Json, IsHit], Json]]] = {
    "web_exception": (200, _STREAMS, halve),
    "stream_exceptions": (200, ("streamsets",), break_streams),
    "item_errors": (200, _STREAMS, break_values),
    "batch_errors": (207, ("batch",), fail_requests),
}
"""Status and families of the answers that each damage can be done to."""
