"""That what the sender writes comes through the clean job equal to PI's archive: late, corrected, repeated and deleted readings too."""

from __future__ import annotations

from pathlib import Path

from airlock_sender.clock import now_of
from airlock_sender.run import walk
from airlock_sender.start import started
from sender_plant import UNIX, MakePlant, Serve, as_text
from silver import cleaned

ROOT = r"\\TEP\Plant\Unit 1"
FAULTS = [
    word
    for kind in ("late:9", "edited:9", "deleted:11", "twice:7", "questionable:8")
    for word in ("--data-fault", kind)
]


def test_what_stands_in_silver_is_what_pi_has(serve: Serve, plant: MakePlant, tmp_path: Path) -> None:
    server = serve("--source", "reactor", "--steps", "30", "--now", "2026-01-01T00:40:00+00:00", *FAULTS)
    view = {"name": "reactor", "root": ROOT, "start": "2025-12-31T00:00:00Z", "restates": True, "updates": True}
    sender = plant(server, view={**view, "told_again_every_s": 0})
    with started(sender.settings, sender.log, sender.landing, lambda _: None) as parts:  # type: ignore[arg-type]
        tags = walk(parts, sender.settings, sender.log, now_of(parts.pi))
        for hours in (0, 1, 1, 3, 5, 10, 5):
            server.control("clock", {"advance_s": hours * 3600})
            assert not parts.sender.round(tags, now_of(parts.pi)).faults
    stands: dict[str, set[tuple[object, ...]]] = {tag.path: set() for tag in tags["reactor"]}
    restates = sender.settings.views[0].restates
    told = {"name": "reactor", "kind": "long-parquet", "restates": restates}
    for row in cleaned(sender.landing.objects, told, tmp_path / "cloud"):
        value = row["value_raw"] if row["state_code"] is None else row["state_code"]
        stands[row["tag_id"].removeprefix("mine:")].add((row["event_ticks"] - UNIX, value, row["quality"]))
        assert row["value"] is None or row["value"] == float(row["value_raw"])
    for path, found in stands.items():
        truth = {
            (ticks, _value(value), _quality(value, *flags)) for ticks, value, *flags in map(as_text, server.truth(path))
        }
        assert found == truth, path


def _value(value: object) -> object:
    return value["Value"] if isinstance(value, dict) else value


def _quality(value: object, is_questionable: bool, is_substituted: bool, _: bool) -> str:
    if isinstance(value, dict):
        return "bad"
    return "questionable" if is_questionable else "substituted" if is_substituted else "good"
