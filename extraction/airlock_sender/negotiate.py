"""Signing in by Kerberos or NTLM: a server that answers 401 and a client show each other tokens on one connection, which is
the account's then.

By pyspnego, which takes what Windows has (SSPI) there, and on other systems MIT's Kerberos, or its own NTLM.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple

import urllib3

from airlock_sender.credentials import Anonymous, Basic, Bearer, SecretReference

Ask = Callable[[Mapping[str, str]], urllib3.BaseHTTPResponse]
"""Sends a request with these headers, on the connection that the last one went by."""
MOST_STEPS: Final = 5


class NegotiateError(Exception):
    """The two did not come to know each other; it holds no secret."""


class Negotiate(NamedTuple):
    """Without a user, as the account that runs this."""

    protocol: Literal["kerberos", "ntlm"]
    user: str | None = None
    password: SecretReference | None = None

    def headers(self) -> Mapping[str, str]:
        """Nothing: a request that is new on its connection is refused first."""
        return {}

    def sign_in(self, host: str, refused: urllib3.BaseHTTPResponse, ask: Ask) -> urllib3.BaseHTTPResponse:
        """The answer to a request that was refused, or the last refusal. Raises `NegotiateError`."""
        scheme = self._scheme(refused)
        if scheme is None:
            return refused
        from spnego.exceptions import SpnegoError

        try:
            return self._signed_in(scheme, host, ask)
        except (SpnegoError, ImportError, ValueError) as error:
            # The last two where this machine has no Kerberos.
            raise NegotiateError(f"{self.protocol}: {error}") from error

    def _scheme(self, refused: urllib3.BaseHTTPResponse) -> str | None:
        """NTLM by itself where it is offered: what is named Negotiate may be Kerberos alone."""
        offered = {each.lower() for each in schemes(refused)}
        wanted = ("NTLM", "Negotiate") if self.protocol == "ntlm" else ("Negotiate",)
        return next((each for each in wanted if each.lower() in offered), None)

    def _signed_in(self, scheme: str, host: str, ask: Ask) -> urllib3.BaseHTTPResponse:
        context = self._context(host)
        token: bytes | None = None
        for _ in range(MOST_STEPS):
            shown = base64.b64encode(context.step(token) or b"").decode()
            answer = ask({"Authorization": f"{scheme} {shown}"})
            token = _token(answer, scheme)
            if answer.status != 401:
                if token is not None and not context.complete:
                    context.step(token)
                if not context.complete:
                    raise NegotiateError(f"{self.protocol}: got no proof of the server, wanted one")
                return answer
            if token is None:
                return answer
        raise NegotiateError(f"{self.protocol}: got {MOST_STEPS} tokens, wanted an end")

    def _context(self, host: str) -> Any:  # noqa: ANN401 - of a package that may be missing
        import spnego

        password = self.password.read() if self.password else None
        return spnego.client(self.user, password, hostname=host, service="HTTP", protocol=self.protocol)


def schemes(answer: urllib3.BaseHTTPResponse) -> list[str]:
    """Ways to sign in that a server names: words that are no parameter, which has an equals sign."""
    return re.findall(r"(?:^|,)\s*([A-Za-z-]+)(?=[\s,]|$)", answer.headers.get("WWW-Authenticate", ""))


def _token(answer: urllib3.BaseHTTPResponse, scheme: str) -> bytes | None:
    found = re.search(rf"(?i)\b{scheme}\s+([A-Za-z0-9+/=]+)", answer.headers.get("WWW-Authenticate", ""))
    return base64.b64decode(found[1]) if found else None


Auth = Basic | Bearer | Anonymous | Negotiate
