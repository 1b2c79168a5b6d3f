"""A server from PI systems and what goes wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from plant.webapi.api.auth import Access
from plant.webapi.api.catalogue import Catalogue
from plant.webapi.api.context import Context
from plant.webapi.api.faults import Faults
from plant.webapi.api.limits import Limits
from plant.webapi.api.registrations import Registrations
from plant.webapi.api.server import WebApiServer
from plant.webapi.api.service import Service
from plant.webapi.system.clock import PlantClock
from plant.webapi.system.model import PiSystem

NOTHING: Mapping[str, int] = {}


class Settings(NamedTuple):
    """How a server behaves; `faults` are kinds and how rare each is."""

    port: int = 0
    seed: int = 7
    faults: Mapping[str, int] = NOTHING
    slow_s: float = 1.0
    limits: Limits = Limits()
    access: Access = Access()
    zone: str = "UTC"
    tls: tuple[Path, Path] | None = None


def make_server(systems: Iterable[PiSystem], clock: PlantClock, settings: Settings) -> WebApiServer:
    """A server that listens; `serve_forever` makes it answer."""
    context = Context(
        catalogue=Catalogue(systems),
        clock=clock,
        limits=settings.limits,
        base="",
        zone=ZoneInfo(settings.zone),
        registrations=Registrations(),
    )
    faults = Faults(settings.seed, settings.faults, settings.slow_s)
    return WebApiServer(Service(context, settings.access, faults.forbidden), faults, settings.port, settings.tls)
