"""Every request that a service answered, told to whoever listens: after the answer, by a thread of its own."""

from __future__ import annotations

import json
import logging
import queue
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "app": ("_dispatch_service_request", "_extract_s3_vhost_bucket", "_handle_s3_vhost_request"),
    "core.responses": ("get_account_id", "get_region", "get_request_client_ip"),
    "core.router": ("detect_service", "extract_access_key_id"),
}

# Whoever listens is told of many at once: a log or a metric for each request would cost more than the request.
_GATHER_SECONDS = 0.25
# Of these it is not known who sent them, so AWS counts and logs none of them.
_UNPROVEN = frozenset(
    {
        "AuthorizationHeaderMalformed",
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "IncompleteSignatureException",
        "InvalidAccessKeyId",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "InvalidToken",
        "MissingAuthenticationToken",
        "MissingAuthenticationTokenException",
        "RequestExpired",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)
_CODE, _MESSAGE = re.compile(rb"<Code>(.*?)</Code>"), re.compile(rb"<Message>(.*?)</Message>", re.DOTALL)
_log = logging.getLogger("standin.traffic")

Query = Mapping[str, Any]


@dataclass(frozen=True)
class Call:
    """One request and what became of it: `error` is code and message where it failed.

    `path` has the bucket first also where the host named it; `body` is kept where it is not an object's.
    """

    at: float
    service: str
    method: str
    path: str
    query: Query
    headers: Mapping[str, str]
    body: bytes
    sent_bytes: int
    status: int
    error: tuple[str, str] | None
    request_id: str
    account: str
    region: str
    source_ip: str

    @property
    def access_key(self) -> str:
        """Empty where the request is anonymous."""
        return str(ministack("core.router").extract_access_key_id(self.headers, self.query))


Listener = Callable[[Sequence[Call]], None]

_calls: queue.SimpleQueue[Call] = queue.SimpleQueue()
_listeners: list[Listener] = []


def install(_settings: Settings) -> None:
    wrap("app", "_dispatch_service_request", _telling)
    wrap("app", "_handle_s3_vhost_request", _telling_by_host)
    threading.Thread(target=_listen, name="standin-traffic", daemon=True).start()


def listen(listener: Listener) -> None:
    """Call it, from now on, with the calls of proven senders in their order."""
    _listeners.append(listener)


def _telling(original: Callable[..., Any]) -> Callable[..., Any]:
    async def dispatch(
        method: str, path: str, headers: Mapping[str, str], body: bytes, query: Query, request_id: str
    ) -> Any:
        answer = await original(method, path, headers, body, query, request_id)
        # AWS names the request in every answer; MiniStack forgets it in refusals, which then look like a proxy's.
        answer[1].setdefault("x-amz-request-id", request_id)
        service = ministack("core.router").detect_service(method, path, headers, query)
        _tell(service, method, path, headers, body, query, request_id, answer)
        return answer

    return dispatch


def _telling_by_host(original: Callable[..., Any]) -> Callable[..., Any]:
    async def handle(host: str, path: str, method: str, headers: Mapping[str, str], body: bytes, query: Query) -> Any:
        answer = await original(host, path, method, headers, body, query)
        bucket = ministack("app")._extract_s3_vhost_bucket(host) if answer is not None else None
        if bucket:
            request_id = answer[1].get("x-amz-request-id", "")
            _tell("s3", method, f"/{bucket}{path}", headers, body, query, request_id, answer)
        return answer

    return handle


def _tell(
    service: str,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    query: Query,
    request_id: str,
    answer: tuple[int, Any, Any],
) -> None:
    responses = ministack("core.responses")
    error = failure(answer[0], answer[2]) if answer[0] >= 400 else None
    if error is not None and error[0] in _UNPROVEN:
        return
    call = Call(
        time.time(),
        service,
        method,
        path,
        query,
        headers,
        b"" if service == "s3" else body,
        len(body),
        answer[0],
        error,
        request_id,
        responses.get_account_id(),
        responses.get_region(),
        responses.get_request_client_ip(),
    )
    _calls.put(call)


def failure(status: int, body: object) -> tuple[str, str]:
    """Code and message of an error in XML or JSON."""
    text = body if isinstance(body, bytes) else b""
    if text.startswith(b"{"):
        fields = json.loads(text)
        code = str(fields.get("__type", "")).rpartition("#")[2]
        return code or str(status), str(fields.get("message") or fields.get("Message") or "")
    code_match, message = _CODE.search(text), _MESSAGE.search(text)
    code = code_match[1].decode() if code_match else {403: "AccessDenied"}.get(status, str(status))
    return code, message[1].decode() if message else ""


def _listen() -> None:
    while True:
        calls = [_calls.get()]
        time.sleep(_GATHER_SECONDS)
        while not _calls.empty():
            calls.append(_calls.get())
        for listener in _listeners:
            try:
                listener(calls)
            except Exception:
                # Not the last batch: nothing would be counted any more, and nobody would be told.
                _log.exception("%d calls were not looked at", len(calls))
