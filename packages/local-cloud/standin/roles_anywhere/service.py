"""The service as MiniStack serves one: its API under its own actions, and CreateSession, which no access key signs."""

from __future__ import annotations

import base64
import copy
import datetime
import json
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from standin.roles_anywhere import records
from standin.roles_anywhere.records import KINDS, Kind, RefusedError
from standin.roles_anywhere.sessions import create_session
from standin.roles_anywhere.signatures import SERVICE, SignedRequest
from standin.server.seams import Seams, ministack, wrap
from standin.server.services import serve
from standin.server.settings import ACCOUNT, REGION, Settings

SEAMS: Seams = {
    "app": ("_dispatch_service_request",),
    "core.iam_actions": ("_match_rest_action", "extract_resource_arn"),
}

_OPERATION = re.compile(r"(Create|Import|Get|List|Update|Delete|Enable|Disable)(TrustAnchor|Profile|Crl)s?")

Answer = tuple[int, dict[str, str], bytes]
Query = Mapping[str, list[str]]


def install(_settings: Settings) -> None:
    serve(SERVICE, sys.modules[__name__], by_path=True)
    wrap("core.iam_actions", "extract_resource_arn", _naming_own_resources)
    wrap("app", "_dispatch_service_request", _with_sessions)


def get_state() -> dict[str, Any]:
    return copy.deepcopy(records.STATE)


def load_persisted_state(state: Mapping[str, Any]) -> None:
    for part, saved in state.items():
        records.STATE[part].update(saved)


async def handle_request(method: str, path: str, _headers: Any, body: bytes, query: Query) -> Answer:
    """One call of the API, whose caller is known and allowed to make it."""
    operation = ministack("core.iam_actions")._match_rest_action(SERVICE, method, path, query) or f"{method} {path}"
    try:
        return _answer(*_call(operation, path, json.loads(body) if body else {}, query))
    except RefusedError as refused:
        return _refusal(refused)


def _call(operation: str, path: str, given: Mapping[str, Any], query: Query) -> tuple[int, dict[str, Any]]:
    if operation in _TAGGING:
        return _TAGGING[operation](given, query)
    match = _OPERATION.fullmatch(operation)
    if match is None:
        raise RefusedError(400, "ValidationException", f"{operation} is not known to the local cloud")
    verb, kind = match[1], KINDS[match[2]]
    if verb == "List":
        return 200, {kind.plural: [_told(each) for each in records.STATE[kind.name].values()]}
    if verb in ("Create", "Import"):
        record = records.create(kind, _plain(given))
        _tag({"resourceArn": record[f"{kind.name}Arn"], "tags": given.get("tags", [])}, query)
        return 201, {kind.name: _told(record)}
    identity = path.split("/")[2]
    record = _change(verb, kind, identity, _plain(given))
    return 200, {kind.name: _told(record)}


def _change(verb: str, kind: Kind, identity: str, given: Mapping[str, Any]) -> records.Record:
    if verb in ("Enable", "Disable"):
        return records.update(kind, identity, {"enabled": verb == "Enable"})
    if verb == "Update":
        return records.update(kind, identity, given)
    return records.delete(kind, identity) if verb == "Delete" else records.get(kind, identity)


def _plain(given: Mapping[str, Any]) -> dict[str, Any]:
    """A revocation list travels in base64."""
    data = given.get("crlData")
    return {**given, "crlData": base64.b64decode(data).decode()} if data else dict(given)


def _told(record: records.Record) -> dict[str, Any]:
    told = {name: value for name, value in record.items() if value is not None}
    return {**told, "crlData": base64.b64encode(told["crlData"].encode()).decode()} if "crlData" in told else told


def _tag(given: Mapping[str, Any], _query: Query) -> tuple[int, dict[str, Any]]:
    tags = records.STATE["tags"].setdefault(given["resourceArn"], {})
    tags.update({tag["key"]: tag["value"] for tag in given["tags"]})
    return 201, {}


def _untag(given: Mapping[str, Any], _query: Query) -> tuple[int, dict[str, Any]]:
    for key in given["tagKeys"]:
        records.STATE["tags"].get(given["resourceArn"], {}).pop(key, None)
    return 200, {}


def _list_tags(_given: Mapping[str, Any], query: Query) -> tuple[int, dict[str, Any]]:
    tags = records.STATE["tags"].get(query["resourceArn"][0], {})
    return 200, {"tags": [{"key": key, "value": value} for key, value in tags.items()]}


_TAGGING: Mapping[str, Callable[[Mapping[str, Any], Query], tuple[int, dict[str, Any]]]] = {
    "TagResource": _tag,
    "UntagResource": _untag,
    "ListTagsForResource": _list_tags,
}


def _with_sessions(original: Callable[..., Any]) -> Callable[..., Any]:
    async def dispatch(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Query, *rest: Any
    ) -> Any:
        if (method, path) == ("POST", "/sessions") and headers.get("authorization", "").startswith("AWS4-X509-"):
            pairs = [(name, value) for name, values in query.items() for value in values]
            request = SignedRequest(method, path, pairs, headers, body)
            try:
                return _answer(201, create_session(request, datetime.datetime.now(datetime.UTC)))
            except RefusedError as refused:
                return _refusal(refused)
        return await original(method, path, headers, body, query, *rest)

    return dispatch


def _naming_own_resources(original: Callable[..., str]) -> Callable[..., str]:
    def extract_resource_arn(service: str, method: str, path: str, *rest: Any) -> str:
        parts = unquote(path).strip("/").split("/")
        kind = next((each for each in KINDS.values() if each.name.lower() == parts[0]), None)
        if service == SERVICE and kind is not None and len(parts) > 1:
            return f"arn:aws:rolesanywhere:{REGION}:{ACCOUNT}:{kind.in_arn}/{parts[1]}"
        return original(service, method, path, *rest)

    return extract_resource_arn


def _answer(status: int, body: Mapping[str, Any]) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(body).encode()


def _refusal(refused: RefusedError) -> Answer:
    headers = {"Content-Type": "application/json", "x-amzn-errortype": refused.code}
    return refused.status, headers, json.dumps({"message": str(refused)}).encode()
