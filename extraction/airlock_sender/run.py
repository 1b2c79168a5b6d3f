"""`run` and `backfill`: rounds until there is nothing left, or for ever."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from airlock_sender.clock import now_of
from airlock_sender.health import write_health
from airlock_sender.history import note_tags
from airlock_sender.log import Log
from airlock_sender.sender import Round
from airlock_sender.settings import Settings, SettingsError
from airlock_sender.start import Parts
from airlock_sender.status import status_of
from airlock_sender.tags import Tag
from airlock_sender.ticks import SECOND, text_of, ticks_at
from airlock_sender.walk import find_tags
from airlock_sender.web import PiError, PiRefusedError, PiSignInError
from airlock_sender.windows import Window

WALK_EVERY_S = 86_400
WALK_AGAIN_S = 600
"""After a round with faults: a point may be gone."""
SIGN_IN_AGAIN_S = 600
"""After an answer that says that it does not know the account."""
Tags = Mapping[str, Sequence[Tag]]
NO_TAGS: Tags = {}


def walk(parts: Parts, settings: Settings, log: Log, now: int, before: Tags = NO_TAGS) -> Tags:
    """The tags of every view, told to the cloud where they are new. A view that is not found keeps those that it had `before`."""
    tags: dict[str, Sequence[Tag]] = {}
    for view in settings.views:
        try:
            found = find_tags(parts.pi, view)
        except (SettingsError, PiRefusedError) as error:
            tags[view.name] = before.get(view.name, ())
            log("view-not-found", level="error", view=view.name, error=str(error)[:500])
            continue
        tags[view.name] = found.tags
        log("tags-found", view=view.name, tags=len(found.tags), without_history=found.left_out)
        note_tags(parts.journal, view, found.tags, log)
    every = sorted({tag.path: tag for each in tags.values() for tag in each}.values())
    parts.sender.tell_tags(every, now)
    return tags


def run(
    parts: Parts, settings: Settings, log: Log, *, once: bool = False, sleep: Callable[[float], None] = time.sleep
) -> int:
    """For ever, or with `once` until all views are read to now and nothing waits. Exit code 1 where the last round left something."""
    tags: Tags | None = None
    now = walked = 0
    has_faults = False
    while True:
        done, rest, fault = Round(faults=1), float(settings.every_s), None
        try:
            now = now_of(parts.pi)
            if tags is None or now > walked + (WALK_AGAIN_S if has_faults else WALK_EVERY_S) * SECOND:
                tags, walked = walk(parts, settings, log, now, tags or NO_TAGS), now
            done = parts.sender.round(tags, now)
            has_faults = done.faults > 0 or not all(tags.values())
        except PiError as error:
            fault = str(error)[:500]
            log("pi-away", level="error", error=fault)
            rest = max(rest, SIGN_IN_AGAIN_S) if isinstance(error, PiSignInError) else rest
            parts.sender.drain()
        except (OSError, sqlite3.OperationalError) as error:
            # A disk that is full, or a file that a scanner holds: what was begun is noted nowhere, and is done again.
            fault = str(error)[:500]
            log("disk-refuses", level="error", error=fault)
        waiting = parts.journal.backlog().objects
        last_error = fault or next((each.last_error for each in parts.dispatches if each.last_error), None)
        write_health(
            settings.folder, status_of(settings, parts.journal, now or ticks_at(datetime.now(UTC)), last_error)
        )
        if done.rows or done.sent:
            log("round", rows=done.rows, sent=done.sent, waiting=waiting, faults=done.faults)
        has_more = done.is_behind and not done.is_full
        if once and (done.faults or not has_more):
            return 1 if has_faults or done.faults or waiting else 0
        if not has_more:
            sleep(rest)


def backfill(parts: Parts, settings: Settings, window: Window, log: Log, views: Sequence[str] = ()) -> int:
    """Reads a window again, whole, view by view; taken up where it stopped. Exit code 1 where some of it was not told."""
    now = now_of(parts.pi)
    tags = walk(parts, settings, log, now)
    # What lies ahead is `run`'s to read, once it is there.
    window = Window(window.begin, min(window.end, now - settings.settle_s * SECOND))
    if window.end <= window.begin:
        raise SettingsError(
            f"got a window from {text_of(window.begin)}, wanted one that begins before PI's {text_of(now)}"
        )
    chosen = [view.name for view in settings.views if not views or view.name in views]
    with parts.journal.at_once():
        wanted = [parts.journal.add_again(view, window, "backfill") for view in chosen]
    begun, rows = time.monotonic(), 0
    while True:
        done = parts.sender.again(wanted, tags, now)
        rows += done.rows
        left = parts.journal.open_agains()
        share = _share(parts, [each for each in left if each.id in wanted], tags, len(wanted))
        seconds = time.monotonic() - begun
        log(
            "backfill",
            rows=rows,
            rows_per_s=round(rows / max(seconds, 1e-3)),
            done_percent=round(100 * share, 1),
            left_s=round(seconds * (1 - share) / share) if share else None,
            waiting=parts.journal.backlog().objects,
        )
        if done.faults or not done.is_behind:
            break
        if done.is_full:
            time.sleep(1)
            parts.sender.drain()
    parts.sender.drain(at_once=True)
    waiting = parts.journal.backlog().objects
    log("backfill-ended", rows=rows, begin=text_of(window.begin), end=text_of(window.end), waiting=waiting)
    return 1 if done.faults or waiting else 0


def _share(parts: Parts, left: Sequence[object], tags: Tags, wanted: int) -> float:
    """Share of assets times time that is done."""
    undone = 0.0
    for again in parts.journal.open_agains():
        if again in left:
            marks = parts.journal.again_marks(again.id)
            assets = {tag.asset for tag in tags[again.view]}
            ahead = sum(again.until - max(marks.get(asset, again.begin), again.begin) for asset in assets)
            undone += ahead / ((again.until - again.begin) * len(assets))
    return 1 - undone / wanted
