"""The demo's site: what our sender tells of it is what the plant's own truth, which knows nothing of the sender, says that it must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from airlock_sender.start import journal_of
from airlock_sender.status import told_of
from airlock_sender.ticks import ticks_of
from plant.config import load_config
from plant.delivery import Cell
from plant.plays import SMALL, play_site
from plant.webapi.system.event import DigitalState
from sender_plant import UNIX, PiServer, Plant, rows_of

CONFIG = Path(__file__).parents[2] / "config/local.json"
SITE = "east-chemicals"
Readings = Counter[tuple[object, ...]]


def test_each_look_tells_what_the_truth_says(tmp_path: Path) -> None:
    server = PiServer("--site", SITE, "--config", str(CONFIG), "--small", verb="serve")
    plant = Plant(server, tmp_path, view=server.told["view"], settle_s=server.told["settle_s"])
    try:
        found = list(looks_of(server, plant))
    finally:
        server.end()
    play = play_site(load_config(CONFIG).site(SITE), 7, SMALL)
    wanted = [each for each in play.deliveries if each.view == play.view and each.part != "stream" and each.cells]
    assert found == [Counter(map(reading_of, each.cells)) for each in wanted]
    assert play.told is not None
    first, again = play.told.first, play.told.again
    assert sum(map(Counter.total, found)) == first + again
    told = told_of(plant.settings, journal_of(plant.settings))
    assert told == {"reactor": {"files": len(found), "rows": first + again, "rows_again": again}}


def looks_of(server: PiServer, plant: Plant) -> Iterable[Readings]:
    """Readings of each file, as the plant's clock goes on."""
    assert plant.run() == 0
    for moment in server.told["live"]:
        server.control("clock", {"now": moment})
        assert plant.run() == 0
    for key, body in plant.landing.objects.items():
        if rows := rows_of({key: body}, "reactor"):
            names = ("asset", "attribute", "value", "questionable", "substituted")
            yield Counter((ticks_of(row["timestamp"]), *(row[name] for name in names)) for row in rows)


def reading_of(cell: Cell) -> tuple[object, ...]:
    value, *flags = cell.raw
    text = value.name if isinstance(value, DigitalState) else repr(value)
    return (UNIX + cell.at * 10_000_000, *cell.tag, text, *flags)
