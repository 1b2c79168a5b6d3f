"""PI Web API without HTTP: a request in, an answer out."""

from __future__ import annotations

import re
from collections.abc import Callable
from threading import Lock

from plant.webapi.api.auth import Access
from plant.webapi.api.batch_controller import run_batch
from plant.webapi.api.context import Context
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Request, Response, answer, refusal
from plant.webapi.api.limits import RateLimit
from plant.webapi.api.object_controller import (
    KINDS,
    list_parts,
    list_point_attributes,
    list_servers,
    show,
    show_by_path,
    show_current,
    show_home,
    show_many,
    show_system,
)
from plant.webapi.api.stream_controller import read_element, read_stream, read_streams
from plant.webapi.api.streams import READERS
from plant.webapi.api.update_controller import read_set_updates, read_updates, register_stream, register_streams

_ID = r"(?P<web_id>[A-Za-z0-9_-]+)"
_WHAT = f"(?P<what>{'|'.join(READERS)})"
_COLLECTION = f"(?P<collection>{'|'.join(KINDS)})"
_ROUTES: list[tuple[str, str, Callable[..., Response]]] = [
    ("GET", "", show_home),
    ("GET", "system", show_system),
    ("GET", "system/(?P<what>status|userinfo|versions)", show_current),
    ("GET", r"streams/updates/(?P<marker>[^/]+)", read_updates),
    ("POST", f"streams/{_ID}/updates", register_stream),
    ("GET", f"streams/{_ID}/{_WHAT}", read_stream),
    ("GET", "streamsets/updates", read_set_updates),
    ("POST", "streamsets/updates", register_streams),
    ("GET", f"streamsets/{_WHAT}", read_streams),
    ("GET", f"streamsets/{_ID}/{_WHAT}", read_element),
    ("GET", "(?P<collection>dataservers|assetservers)", list_servers),
    ("GET", "(?P<collection>points|attributes|elements)/multiple", show_many),
    ("GET", f"attributes/{_ID}/(?P<what>value)", read_stream),
    ("GET", f"points/{_ID}/attributes", list_point_attributes),
    ("GET", _COLLECTION, show_by_path),
    ("GET", f"{_COLLECTION}/{_ID}", show),
    ("GET", rf"{_COLLECTION}/{_ID}/(?P<parts>\w+)", list_parts),
]
_PATTERNS = [(method, re.compile(pattern, re.IGNORECASE), answers) for method, pattern, answers in _ROUTES]


Guard = Callable[[Request], Response | None]


class Service:
    """Answers one request after the other."""

    def __init__(self, context: Context, access: Access, guard: Guard) -> None:
        """`guard` may refuse any request, also one of a batch."""
        self.context = context
        self._guard = guard
        self.lock = Lock()
        self.access = access
        self._rate = RateLimit(context.limits.requests, context.limits.seconds)

    def answer(self, request: Request) -> Response:
        """The answer to a request from outside."""
        with self.lock:
            return self._refused(request) or self._turned(request)

    def forget_registrations(self) -> None:
        with self.lock:
            self.context.registrations.forget()

    def _refused(self, request: Request) -> Response | None:
        if not self._rate.takes(request.client):
            return refusal(ApiError(429, "Rate limit was reached"), {"Retry-After": "1"})
        if not request.is_known and not self.access.admits(request.headers):
            return unauthorized(self.access)
        if request.method != "GET" and "x-requested-with" not in request.headers:
            return refusal(ApiError(400, "The header X-Requested-With is required: the CSRF defense is enabled."))
        return None

    def _turned(self, request: Request) -> Response:
        self.context.turn()
        return self._handle(request)

    def _handle(self, request: Request) -> Response:
        try:
            if request.path.lower() == "batch" and request.method == "POST":
                return run_batch(request, self._handle)
            return self._guard(request) or self._route(request)
        except ApiError as error:
            return refusal(error)

    def _route(self, request: Request) -> Response:
        is_known = False
        for method, pattern, answers in _PATTERNS:
            match = pattern.fullmatch(request.path)
            if match and method == request.method:
                return answers(self.context, request, **_lowered(match))
            is_known = is_known or match is not None
        if is_known:
            raise ApiError(405, f"The requested resource does not support http method '{request.method}'.")
        raise ApiError(404, f"No HTTP resource was found that matches the request URI '{request.path}'.")


def _lowered(match: re.Match[str]) -> dict[str, str]:
    """The path's own words in lower case; a WebID or a marker as it is."""
    return {name: value if name in ("web_id", "marker") else value.lower() for name, value in match.groupdict().items()}


def unauthorized(access: Access) -> Response:
    message = {"Message": "Authorization has been denied for this request."}
    return answer(message, 401, {"WWW-Authenticate": ", ".join(access.challenges)})
