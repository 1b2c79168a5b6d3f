"""From a site of the configuration to its play."""

from __future__ import annotations

from argparse import Namespace
from typing import NamedTuple

from plant.config import Site
from plant.delivery import Draw, Play
from plant.refinery.play import SMALL_DAYS, play_refinery
from plant.told.laboratory import laboratory_sheet
from plant.told.play import SMALL_STEPS, play_told


class Size(NamedTuple):
    """Local days of site one and samples of each tag of site two; None is all there is."""

    days: int | None
    steps: int | None


WHOLE = Size(None, None)
SMALL = Size(SMALL_DAYS, SMALL_STEPS)


def size_of(options: Namespace) -> Size:
    """As the command line tells it."""
    return SMALL if options.small else WHOLE._replace(days=options.days)


def play_site(site: Site, seed: int, size: Size) -> Play:
    """The same site, seed and size give the same bytes."""
    draw = Draw(seed, site.id)
    if site.long_view is None:
        if site.wide_view is None:
            raise ValueError(f"site {site.id} has no view that is played")
        return play_refinery(site.wide_view, site.misread_view, draw, size.days)
    play = play_told(site.long_view, draw, size.steps, site.is_streamed)
    if site.wide_view is None:
        return play
    return play._replace(deliveries=[laboratory_sheet(site.wide_view, size.steps), *play.deliveries])
