"""Secrets by reference: a file, a variable of the environment or the machine's keyring; none is a setting or an argument."""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class SecretError(Exception):
    """A secret is not where its reference says."""


class SecretReference(NamedTuple):
    """`kind` is env, file or keyring; `place` its name there, for a keyring `<service>/<user>`."""

    kind: str
    place: str

    def read(self) -> str:
        """Raises `SecretError` where there is none."""
        if self.kind == "env":
            found = os.environ.get(self.place, "")
        elif self.kind == "file":
            found = _of_file(Path(self.place))
        else:
            found = _of_keyring(self.place)
        if not found:
            raise SecretError(f"{self.kind} {self.place}: got no secret, wanted one")
        return found


def _of_file(path: Path) -> str:
    try:
        # Editors of Windows begin a file with a byte order mark and end it with a line break.
        return path.read_text(encoding="utf-8-sig").strip("\r\n")
    except UnicodeDecodeError:
        raise SecretError(f"file {path}: got no secret, wanted one in UTF-8") from None
    except OSError as error:
        raise SecretError(f"file {path}: got no secret, wanted one: {error.strerror}") from None


def _of_keyring(place: str) -> str:
    try:
        import keyring  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        raise SecretError("keyring: got no secret, wanted the package keyring, which is not installed") from None
    service, _, user = place.partition("/")
    return str(keyring.get_password(service, user) or "")


class Basic(NamedTuple):
    user: str
    password: SecretReference

    def headers(self) -> Mapping[str, str]:
        joined = f"{self.user}:{self.password.read()}".encode()
        return {"Authorization": f"Basic {base64.b64encode(joined).decode()}"}


class Bearer(NamedTuple):
    """The token is read anew for each request, since whoever renews it writes it to its place."""

    token: SecretReference

    def headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token.read()}"}


class Anonymous(NamedTuple):
    def headers(self) -> Mapping[str, str]:
        return {}
