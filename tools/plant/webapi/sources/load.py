"""As many events as one likes, for figures: generated, so that the server's memory stays flat."""

from __future__ import annotations

from plant.webapi.sources.cases import START
from plant.webapi.sources.system_states import system_set
from plant.webapi.system.archive import GeneratedArchive
from plant.webapi.system.model import Attribute, Database, Element, PiSystem, Point
from plant.webapi.system.ticks import TICKS_A_SECOND


def load_system(events: int, points: int) -> PiSystem:
    """`events` in all, one a second of each point from the cases' day on."""
    count = -(-events // points)
    made = [
        Point(f"LOAD.{number:03}", "Float64", GeneratedArchive(START, TICKS_A_SECOND, count))
        for number in range(points)
    ]
    attributes = tuple(Attribute(point.name, point) for point in made)
    return PiSystem(
        data_server="LOADDA",
        asset_server="LOADAF",
        points=tuple(made),
        databases=(Database("Load", (Element("Load", attributes),)),),
        sets=(system_set(),),
    )
