"""Every fault of the server and of its data, alone and in pairs: in the end PI's archive stands, whatever happened on the way.

A few of them by default; `AIRLOCK_FAULT_PAIRS=all` tries all.
"""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import combinations

import pytest
from airlock_sender.clock import now_of
from airlock_sender.run import walk
from airlock_sender.start import started
from airlock_sender.web import PiError
from plant.webapi.api.faults import KINDS
from plant.webapi.sources.data_faults import KINDS as DATA_KINDS
from sender_plant import MakePlant, PiServer, Serve, as_text, standing

ROOT = r"\\TEP\Plant\Unit 1"
START = "2025-12-31T00:00:00Z"
HOURS = (0, 1, 1, 4, 3, 4, 3, 4)
RARE = {"slow": 15, "trickled": 8, "forbidden": 9}
"""One in so many, of what takes time or lasts; of the others one in three."""
DATA_RARE = 6
NEED_TIME = {"item_errors", "without_updates"}
"""After these only what is told again at any rate finds what was told as bad, or changed."""
ALL = [(kind,) for kind in (*KINDS, *DATA_KINDS)] + list(combinations((*KINDS, *DATA_KINDS), 2))
SOME = [("markers_forgotten", "edited")]


@pytest.mark.parametrize(
    "faults", ALL if os.environ.get("AIRLOCK_FAULT_PAIRS") == "all" else SOME, ids=lambda faults: "+".join(faults)
)
def test_in_the_end_what_stands_is_what_pi_has(serve: Serve, plant: MakePlant, faults: tuple[str, ...]) -> None:
    data = [word for kind in faults if kind in DATA_KINDS for word in ("--data-fault", f"{kind}:{DATA_RARE}")]
    words = ["--source", "reactor", "--steps", "15", "--now", "2026-01-01T00:20:00+00:00", "--slow-seconds", "1.2"]
    server = serve(*words, *data)
    view = {"name": "cases", "root": ROOT, "attributes": ["*Valve*", "*Feed*"], "start": START}
    more = {"restates": True, "updates": True, "told_again_every_s": 3600 if NEED_TIME & set(faults) else 0}
    sender = plant(server, view={**view, **more}, pi={"timeout_s": 1})
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        tags = walk(parts, sender.settings, sender.log, now_of(parts.pi))
        server.control("faults", {kind: RARE.get(kind, 3) for kind in faults if kind in KINDS})
        for hours in HOURS:
            server.control("clock", {"advance_s": hours * 3600})
            with suppress(PiError):
                parts.sender.round(tags, now_of(parts.pi))
        server.control("faults", {})
        server.control("clock", {"advance_s": 7200})
        done = parts.sender.round(tags, now_of(parts.pi))
        assert not done.faults
    stands = {path: {repr(each) for each in readings} for path, readings in standing(sender.landing.objects).items()}
    for tag in tags["cases"]:
        assert stands.get(tag.path, set()) == truth(server, tag.path)


def truth(server: PiServer, path: str) -> set[str]:
    """Times and values; equal ones at one time are one to the pipeline."""
    return {repr((ticks, value)) for ticks, value, *_ in map(as_text, server.truth(path))}
