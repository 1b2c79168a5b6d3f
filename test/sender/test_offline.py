"""That days without a cloud cost nothing but time.

`AIRLOCK_OFFLINE_HOURS=72` lets so many of the plant's hours pass, and prints figures.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import NamedTuple

import pytest
from airlock_sender.clock import now_of
from airlock_sender.run import walk
from airlock_sender.start import Parts, started
from sender_plant import UNIX, MakePlant, PiServer, Plant, Serve, as_text, readings_of, rows_of

HOURS = int(os.environ.get("AIRLOCK_OFFLINE_HOURS", "0"))
SPOOLS = {"with room for all": 1024**3, "that fills": 300_000}
EVERY_S = 300


class Away(NamedTuple):
    """The most that waited for the cloud."""

    objects: int
    bytes: int
    was_full: bool


@pytest.mark.skipif(HOURS == 0, reason="AIRLOCK_OFFLINE_HOURS is 0: it takes long")
@pytest.mark.parametrize("spool_bytes", SPOOLS.values(), ids=SPOOLS)
@pytest.mark.parametrize("updates", [False, True], ids=["windows", "updates"])
def test_hours_without_a_cloud_are_told_once_it_is_back(
    serve: Serve, plant: MakePlant, spool_bytes: int, updates: bool
) -> None:
    server = serve("--source", "reactor", "--now", "2026-01-01T00:00:00+00:00")
    view = {"name": "reactor", "root": r"\\TEP\Plant", "start": "2025-12-31T00:00:00Z", "told_again_every_s": 0}
    sender = plant(server, view={**view, "updates": updates})
    sender.settings = sender.settings._replace(spool_bytes=spool_bytes)
    sender.landing.is_away = True
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        away = without_cloud(server, sender, parts)
        sender.landing.is_away = False
        begun = time.monotonic()
        tags = walk(parts, sender.settings, sender.log, now_of(parts.pi))
        parts.sender.drain(at_once=True)
        while (done := parts.sender.round(tags, now_of(parts.pi))).is_behind:
            assert not done.faults
        seconds, limit = time.monotonic() - begun, now_of(parts.pi) - UNIX
    told = readings_of(rows_of(sender.landing.objects, "reactor"))
    for tag in tags["reactor"]:
        truth = (repr(as_text(each)) for each in server.truth(tag.path) if each[0] < limit)
        assert Counter(map(repr, told.get(tag.path, []))) == Counter(truth), tag.path
    rows = sum(map(len, told.values()))
    print(f"\n{HOURS} h, {away}: {rows:,} readings of {len(tags['reactor'])} tags in {seconds:.1f} s, equal to PI's")
    assert away.was_full == (spool_bytes < 1024**2)
    assert away.bytes < spool_bytes + 1024**2


def without_cloud(server: PiServer, sender: Plant, parts: Parts) -> Away:
    tags = walk(parts, sender.settings, sender.log, now_of(parts.pi))
    most = Away(0, 0, False)
    for _ in range(HOURS * 3600 // EVERY_S):
        server.control("clock", {"advance_s": EVERY_S})
        done = parts.sender.round(tags, now_of(parts.pi))
        assert not done.faults
        waits = parts.journal.backlog()
        most = Away(max(most.objects, waits.objects), max(most.bytes, waits.bytes), most.was_full or done.is_full)
    assert not sender.landing.objects
    return most
