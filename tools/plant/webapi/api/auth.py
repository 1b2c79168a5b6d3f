"""Who may ask: anybody, or who knows a password or holds a token."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from typing import NamedTuple


class Access(NamedTuple):
    """`users` are passwords by name; `announced` are schemes that a client is told of and that nobody is admitted by; `negotiates`
    where a connection may sign in by NTLM.

    With none of the four anybody may ask.
    """

    users: Mapping[str, str] = {}
    tokens: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    negotiates: bool = False

    def admits(self, headers: Mapping[str, str]) -> bool:
        if not self.challenges:
            return True
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return any(hmac.compare_digest(secret.strip().encode(), token.encode()) for token in self.tokens)
        return scheme.lower() == "basic" and self._knows(secret)

    def _knows(self, secret: str) -> bool:
        try:
            user, _, password = base64.b64decode(secret, validate=True).decode().partition(":")
        except ValueError:
            return False
        return hmac.compare_digest(self.users.get(user, "").encode(), password.encode()) and user in self.users

    @property
    def challenges(self) -> list[str]:
        """What a refused client is told of how to sign in."""
        negotiated = ["Negotiate", "NTLM"] * self.negotiates
        return [
            *negotiated,
            *self.announced,
            *['Basic realm="piwebapi"'] * bool(self.users),
            *["Bearer"] * bool(self.tokens),
        ]
