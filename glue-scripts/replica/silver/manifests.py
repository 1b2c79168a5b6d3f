"""Manifests: what the sender says it put into an object. Late or absent is a state, not an error."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from contract import MANIFEST_SUFFIX, REASON
from replica.silver.account import Entries
from replica.store.objects import Objects

_READERS = 16
_WANTED = "a manifest is a JSON object with a whole number of rows"


def read_manifests(bronze: Objects, manifests: Iterable[Entries]) -> dict[str, int]:
    """Rows by data key; a manifest that cannot be read is given up."""
    found: dict[str, int] = {}
    told = list(manifests)
    with ThreadPoolExecutor(_READERS) as readers:
        for entries, rows in zip(
            told, readers.map(lambda each: _rows(bronze, each.landed.name or ""), told), strict=True
        ):
            if rows is None:
                entries.give_up(REASON.F_UNREADABLE, _WANTED, None)
            else:
                entries.outcome = "manifest"
                found[entries.landed.key.removesuffix(MANIFEST_SUFFIX)] = rows
    return found


def _rows(bronze: Objects, name: str) -> int | None:
    try:
        document = json.loads(bronze.read(name))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return None
    rows = document.get("rows") if isinstance(document, dict) else None
    return rows if isinstance(rows, int) and not isinstance(rows, bool) and rows >= 0 else None
