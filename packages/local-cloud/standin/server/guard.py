"""Refuses a MiniStack whose private parts are not those that this package was written for."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping

from standin.server.seams import Seams, ministack

VERSION = "1.5.33"


class UnknownMiniStackError(Exception):
    """The installed MiniStack is not the one that the local cloud changes."""


def check_version(installed: str | None = None) -> None:
    """Fail unless exactly the pinned MiniStack is installed."""
    found = installed or importlib.metadata.version("ministack")
    if found != VERSION:
        raise UnknownMiniStackError(
            f"ministack {found} is installed, wanted {VERSION}: the local cloud changes private parts of that version. "
            "The README says how to move to a new version"
        )


def check_seams(concerns: Mapping[str, Seams]) -> None:
    """Fail, naming all of them, if parts that the concerns change do not exist.

    `concerns` maps a concern's name to what it declares: MiniStack module to names.
    """
    missing = [
        f"{module}.{name} (used by {concern})"
        for concern, seams in concerns.items()
        for module, names in seams.items()
        for name in names
        if not hasattr(ministack(module), name)
    ]
    if missing:
        raise UnknownMiniStackError(f"ministack {VERSION} lacks {', '.join(missing)}")
