"""Signing in by NTLM as Windows has it: by tokens on one connection, which is the user's then.

By pyspnego, whose users are those of the file that the variable NTLM_USER_FILE names: a line `DOMAIN:name:password` each.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from plant.webapi.api.exchange import Response


class Negotiation:
    """Of one connection."""

    def __init__(self) -> None:
        self._context: Any = None

    @property
    def is_done(self) -> bool:
        return self._context is not None and bool(self._context.complete)

    def challenge(self, headers: Mapping[str, str]) -> Response | None:
        """What the client is shown while the two are at it; what it shows may be wrong, or nothing."""
        scheme, _, shown = headers.get("authorization", "").partition(" ")
        if scheme.lower() not in ("negotiate", "ntlm"):
            return None
        import spnego
        from spnego.exceptions import SpnegoError

        if self._context is None or self.is_done:
            self._context = spnego.server(protocol=scheme.lower())
        try:
            token = self._context.step(base64.b64decode(shown))
        except (SpnegoError, ValueError):
            self._context = None
            return None
        if self.is_done:
            return None
        return Response(401, b"", {"WWW-Authenticate": f"{scheme} {base64.b64encode(token).decode()}"})
