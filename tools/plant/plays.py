"""From a site of the configuration to its play."""

from __future__ import annotations

from typing import NamedTuple

from plant.config import Site
from plant.delivery import Draw, Play
from plant.reactor.play import SMALL_STEPS, play_reactor
from plant.refinery.play import SMALL_DAYS, play_refinery


class Size(NamedTuple):
    """Local days of site one and samples of each tag of site two; None is all there is."""

    days: int | None
    steps: int | None


WHOLE = Size(None, None)
SMALL = Size(SMALL_DAYS, SMALL_STEPS)


def play_site(site: Site, seed: int, size: Size) -> Play:
    """The same site, seed and size give the same bytes."""
    draw = Draw(seed, site.id)
    if site.wide_view is not None:
        return play_refinery(site.wide_view, site.misread_view, draw, size.days)
    return play_reactor(site.long_view, draw, size.steps, site.is_streamed)
