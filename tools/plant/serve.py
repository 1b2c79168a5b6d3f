"""The verb `serve`: the PI Web API of a played site, its clock at the moment of the sender's first look."""

from __future__ import annotations

from argparse import Namespace

from plant.config import load_config
from plant.delivery import Draw
from plant.plays import size_of
from plant.reactor.archived import archive_reactor
from plant.told.play import DATA_FAULTS, sample_times
from plant.told.schedule import SETTLE_S, TOLD_AGAIN_BACK_S, TOLD_AGAIN_EVERY_S, schedule_of
from plant.webapi.build import Settings, make_server
from plant.webapi.sources.reactor import system_of
from plant.webapi.system.clock import PlantClock
from plant.webapi.system.ticks import text_of
from plant.webapi.verb import run_server


def serve_site(options: Namespace) -> int:
    """The line that it prints has what a sender's settings need, and the times `live` to which whoever leads the play moves the clock."""
    site = load_config(options.config).site(options.site)
    if site.long_view is None:
        raise ValueError(f"site {site.id} has no sender, wanted one that has")
    draw = Draw(options.seed, site.id)
    archived = archive_reactor(draw, size_of(options).steps)
    system, schedule = system_of(draw, archived, DATA_FAULTS), schedule_of(sample_times(archived))
    server = make_server([system], PlantClock(schedule.first), Settings())
    (database,) = system.databases
    view = {
        "name": site.long_view,
        "start": text_of(schedule.begin),
        "root": rf"\\{system.asset_server}\{database.name}",
        "restates": True,
        "told_again_every_s": TOLD_AGAIN_EVERY_S,
        "told_again_back_s": TOLD_AGAIN_BACK_S,
    }
    return run_server(server, {"settle_s": SETTLE_S, "view": view, "live": [text_of(each) for each in schedule.live]})
