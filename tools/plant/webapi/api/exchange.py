"""A request and its answer, apart from HTTP: a batch makes them too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from plant.webapi.api.errors import ApiError

Json = dict[str, Any]
ROOT = "/piwebapi"
NO_HEADERS: Mapping[str, str] = {}


class Request(NamedTuple):
    """`path` below /piwebapi without a slash at its end; names in `query` and `headers` in lower case; `is_known` where its
    connection signed in.
    """

    method: str
    path: str
    query: dict[str, list[str]]
    headers: Mapping[str, str] = NO_HEADERS
    body: bytes = b""
    client: str = ""
    is_known: bool = False

    def first(self, name: str) -> str | None:
        values = self.query.get(name.lower())
        return values[0] if values else None

    def all(self, name: str) -> list[str]:
        return self.query.get(name.lower(), [])

    def whole(self, name: str, default: int) -> int:
        """A number that is not negative; 400 for anything else."""
        text = self.first(name)
        if text is None:
            return default
        if not text.isascii() or not text.isdigit():
            raise ApiError(400, f"The value '{text}' is not valid for parameter '{name}'.")
        return int(text)

    def flag(self, name: str, default: bool) -> bool:
        text = (self.first(name) or str(default)).lower()
        if text not in ("true", "false"):
            raise ApiError(400, f"The value '{text}' is not valid for parameter '{name}'.")
        return text == "true"


class Response(NamedTuple):
    """`body` as it goes out: JSON in UTF-8, or nothing."""

    status: int
    body: bytes
    headers: Mapping[str, str] = NO_HEADERS

    def json(self) -> Any:  # noqa: ANN401 (JSON takes any shape)
        return json.loads(self.body) if self.body else None


def request_of(
    method: str, target: str, headers: Mapping[str, str] = NO_HEADERS, body: bytes = b"", client: str = ""
) -> Request:
    """A request for a URL; its authority, if it has one, does not matter. 404 for one that is not below /piwebapi."""
    url = urlsplit(target)
    path = unquote(url.path)
    if path.lower() != ROOT and not path.lower().startswith(f"{ROOT}/"):
        raise ApiError(404, f"No HTTP resource was found that matches the request URI '{target}'.")
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(url.query, keep_blank_values=True):
        query.setdefault(name.lower(), []).append(value)
    return Request(method, path[len(ROOT) :].strip("/"), query, headers, body, client)


def answer(document: Json | list[Any], status: int = 200, headers: Mapping[str, str] = NO_HEADERS) -> Response:
    return Response(status, json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), headers)


def refusal(error: ApiError, headers: Mapping[str, str] = NO_HEADERS) -> Response:
    return answer({"Errors": error.errors}, error.status, headers)
