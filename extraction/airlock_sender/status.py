"""How the sender stands: what `status` shows, and the health file holds."""

from __future__ import annotations

from typing import Any

from airlock_sender import VERSION
from airlock_sender.journal import Journal
from airlock_sender.settings import Settings
from airlock_sender.ticks import SECOND, text_of


def status_of(settings: Settings, journal: Journal, now: int, last_error: str | None = None) -> dict[str, Any]:
    """`lag_s` is how far behind now the oldest reading is that is not yet in the cloud; null before the first one."""
    views = {}
    for view in settings.views:
        stored = journal.stored_to(view.name)
        views[view.name] = {
            "in_cloud_to": None if stored is None else text_of(stored),
            "lag_s": None if stored is None else (now - stored) // SECOND,
        }
    waiting = journal.backlog()
    return {
        "version": VERSION,
        "at": text_of(now),
        "views": views,
        "spool": {
            "objects": waiting.objects,
            "bytes": waiting.bytes,
            "most_bytes": settings.spool_bytes,
        },
        "to_read_again": len(journal.open_agains()),
        "last_error": last_error,
    }


def told_of(settings: Settings, journal: Journal) -> dict[str, dict[str, int]]:
    """What was ever told of each view: a look at the whole journal, and so for whoever asks alone."""
    names = ("files", "rows", "rows_again")
    return {view.name: dict(zip(names, journal.told(view.name), strict=True)) for view in settings.views}
