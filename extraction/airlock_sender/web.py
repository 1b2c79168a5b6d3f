"""Requests to PI Web API: pooled, checked, and sent again with patience where the server is busy."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urlsplit

import urllib3

from airlock_sender.answers import AnswerError
from airlock_sender.credentials import SecretError
from airlock_sender.negotiate import Auth, Negotiate, NegotiateError, schemes

BUSY: Final = (429, 500, 503)
ATTEMPTS: Final = 6
ATTEMPTS_WATCHED: Final = 2
"""Where a person waits for the answer."""
LONGEST_WAIT_S: Final = 60.0
Query = Sequence[tuple[str, str]]
T = TypeVar("T")


class PiError(Exception):
    """PI Web API could not be reached, or did not answer as it documents."""


class PiTimeoutError(PiError):
    """It took too long: less may be asked for."""


class PiRefusedError(PiError):
    """It said no, and will say so again: `status` is HTTP's."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class PiSignInError(PiError):
    """It does not know who asks. Nothing is asked again soon: many systems lock an account after a few such answers."""


class Web:
    """`sleep` is called with seconds between two attempts."""

    def __init__(
        self,
        url: str,
        auth: Auth,
        *,
        ca_file: str | None = None,
        timeout_s: float = 60.0,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.url = url.rstrip("/")
        self._auth = auth
        self._attempts = attempts
        self._sleep = sleep
        timeout = urllib3.Timeout(connect=min(10.0, timeout_s), read=timeout_s)
        self._pool = urllib3.PoolManager(
            # One: who signed in by Kerberos or NTLM did so on a connection.
            maxsize=1,
            timeout=timeout,
            retries=False,
            cert_reqs="CERT_REQUIRED",
            ca_certs=ca_file,
        )
        self.date: str | None = None
        """Of the last answer, by the server's clock."""

    def close(self) -> None:
        self._pool.clear()

    def get(self, path: str, query: Query, read: Callable[[bytes], T], *, can_ask_less: bool = False) -> T:
        """What `read` makes of the answer; where it raises `AnswerError`, the server is asked again.

        Whoever `can_ask_less` gets a time-out at once, since the same would take as long again.
        """
        return self._ask("GET", self.address(path, query), None, read, can_ask_less)

    def post(self, path: str, body: object | None, read: Callable[[bytes], T], query: Query = ()) -> T:
        sent = b"" if body is None else json.dumps(body).encode()
        return self._ask("POST", self.address(path, query), sent, read, False)

    def address(self, path: str, query: Query = ()) -> str:
        return f"{self.url}/{path}" + (f"?{urlencode(query)}" if query else "")

    def _ask(self, method: str, address: str, body: bytes | None, read: Callable[[bytes], T], can_ask_less: bool) -> T:
        for attempt in range(1, self._attempts + 1):
            wait = None
            try:
                answer = self._once(method, address, body)
                if answer.status in (200, 202, 207):
                    return read(_json(answer.data))
                failure = _failure(f"{method} {address[:200]}", answer)
                wait = retry_after(answer.headers.get("Retry-After"))
            except urllib3.exceptions.SSLError as error:
                what = "the certificate does not hold" if "CERTIFICATE_VERIFY_FAILED" in str(error) else "no TLS"
                raise PiError(f"{self.url}: {what}: {error}") from error
            except urllib3.exceptions.ReadTimeoutError:
                failure = PiTimeoutError(f"{method} {address[:200]}: no answer in time")
            except urllib3.exceptions.HTTPError as error:
                failure = PiError(f"{method} {address[:200]}: no way to it: {_reason(error)}")
            except AnswerError as error:
                failure = PiError(f"{method} {address[:200]}: {error}")
            is_last = attempt == self._attempts or (can_ask_less and isinstance(failure, PiTimeoutError))
            if is_last or isinstance(failure, PiRefusedError | PiSignInError):
                raise failure
            self._sleep(pause(attempt, wait))
        raise AssertionError("the last attempt returns or raises")

    def _once(self, method: str, address: str, body: bytes | None) -> urllib3.BaseHTTPResponse:
        # X-Requested-With: PI Web API's defence against forged requests wants it of every POST.
        headers = {"Accept": "application/json", "Accept-Encoding": "gzip", "X-Requested-With": "XMLHttpRequest"}
        if body is not None:
            headers["Content-Type"] = "application/json"

        def ask(more: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
            # Redirects are not followed: they would carry the credentials to another server.
            return self._pool.request(method, address, body=body, headers={**headers, **more}, redirect=False)

        try:
            answer = ask(self._auth.headers())
            if answer.status == 401 and isinstance(self._auth, Negotiate):
                answer = self._auth.sign_in(urlsplit(self.url).hostname or "", answer, ask)
        except (SecretError, NegotiateError) as error:
            raise PiSignInError(str(error)) from error
        self.date = answer.headers.get("Date") or self.date
        return answer


def _json(body: bytes) -> bytes:
    if body.lstrip()[:1] == b"<":
        raise AnswerError("got a page for a browser, wanted JSON")
    return body


def _reason(error: urllib3.exceptions.HTTPError) -> str:
    """Without the connection's own name, with which urllib3 begins."""
    return str(error).partition("): ")[2] or str(error)


def _failure(request: str, answer: urllib3.BaseHTTPResponse) -> PiError:
    message = f"{request}: got {answer.status}: {told_errors(answer.data)}"
    if answer.status == 401:
        return PiSignInError(f"{message}; it offers {', '.join(schemes(answer)) or 'no way to sign in'}")
    # 502 is what an archive that did not answer in time looks like from outside.
    if answer.status in (502, 504):
        return PiTimeoutError(message)
    return PiError(message) if answer.status in BUSY else PiRefusedError(answer.status, message)


def told_errors(body: bytes) -> str:
    """What an answer says of its failure: {"Errors": […]} or {"Message": …}, or its beginning."""
    try:
        told: Any = json.loads(body)
    except ValueError:
        return body[:200].decode(errors="replace")
    if isinstance(told, Mapping):
        errors = told.get("Errors") or told.get("Message") or told
        return "; ".join(map(str, errors)) if isinstance(errors, list) else str(errors)
    return str(told)[:200]


def retry_after(header: str | None) -> float | None:
    """Seconds that the server asks to wait, as a number or as a date."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max((parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return None


def pause(attempt: int, asked: float | None, draw: Callable[[float, float], float] = random.uniform) -> float:
    """Seconds to wait after this attempt: what the server asked for, else twice as long each time; with jitter, so that senders do not
    come back together."""
    longest = min(0.5 * 2.0**attempt, LONGEST_WAIT_S)
    return asked + draw(0, 1) if asked is not None else draw(longest / 2, longest)
