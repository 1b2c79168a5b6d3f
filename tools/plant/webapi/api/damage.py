"""Answers that look whole and are not: each function takes a document and who is hit, and gives it back damaged."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from plant.webapi.api.exchange import Json

IsHit = Callable[[str], bool]
_EXCEPTION = {"Errors": ["Error occurred during writing of the output stream."], "StatusCode": 500}
_FAILED = {"Status": 500, "Headers": {}, "Content": {"Errors": ["An unexpected error occurred."]}}


def halve(document: Json, _: IsHit) -> Json:
    """Half of the items and a WebException."""
    items = document.get("Items")
    kept = {"Items": items[: len(items) // 2]} if isinstance(items, list) else {}
    return document | kept | {"WebException": _EXCEPTION}


def break_streams(document: Json, is_hit: IsHit) -> Json:
    """A WebException in place of the items of some streams of a set."""
    for number, stream in enumerate(_streams(document)):
        if is_hit(f"stream {stream.get('WebId', number)}"):
            stream |= {"Items": [], "WebException": _EXCEPTION}
    return document


def forbid_streams(document: Json, web_ids: Sequence[str], is_forbidden: IsHit) -> Json:
    """A WebException in place of what may not be read; `web_ids` are those that the request named, in its order."""
    for number, stream in enumerate(_streams(document)):
        if is_forbidden(web_ids[number] if web_ids else stream.get("WebId", "")):
            stream |= {"Items": [], "WebException": {**_EXCEPTION, "StatusCode": 403}}
    return document


def break_values(document: Json, is_hit: IsHit) -> Json:
    """Errors in place of some values."""
    for value in _values(document):
        if is_hit(f"value {json.dumps(value)}"):
            value |= {"Value": None, "Good": False}
            value["Errors"] = [{"FieldName": "Value", "Message": ["The value could not be converted."]}]
    return document


def fail_requests(document: Json, is_hit: IsHit) -> Json:
    """Some answers of a batch fail: single ones, and some of those that came of a template."""
    for name, own in document.items():
        if own["Status"] == 207:
            items = own["Content"]["Items"]
            own["Content"]["Items"] = [_FAILED if is_hit(f"{name} {at}") else each for at, each in enumerate(items)]
        elif is_hit(name):
            document[name] = _FAILED
    return document


def _streams(document: Json) -> list[Json]:
    """Streams of a set."""
    items = document.get("Items")
    return [each for each in items if "Items" in each] if isinstance(items, list) else []


def _values(document: Json) -> list[Json]:
    """Every object of an answer that has a value and a time."""
    items = document.get("Items")
    if not isinstance(items, list):
        return [document] if "Timestamp" in document and "Value" in document else []
    inner = [value for item in items for value in _values(item)]
    return inner or [
        item["Value"] for item in items if isinstance(item.get("Value"), dict) and "Timestamp" in item["Value"]
    ]
