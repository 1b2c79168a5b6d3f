"""Site two as a PI system: the archive of the Tennessee Eastman units, an element each."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from plant.delivery import Draw
from plant.process.readings import Reading, Tag, TagKey
from plant.reactor.archived import ReactorArchive, archive_reactor
from plant.webapi.sources.data_faults import DataFaults
from plant.webapi.sources.system_states import system_set
from plant.webapi.system.archive import RecordedArchive
from plant.webapi.system.event import DigitalState, Event
from plant.webapi.system.model import Attribute, Database, Element, PiSystem, Point
from plant.webapi.system.ticks import TICKS_A_SECOND

DATA_SERVER = "TEPDA"
NOTHING: Mapping[str, int] = {}


def reactor_system(draw: Draw, steps: int | None = None, faults: Mapping[str, int] = NOTHING) -> PiSystem:
    """The first `steps` samples of each unit (all by default), each event there once the clock has passed it.

    `faults` are those of `DataFaults`, by how rare they are.
    """
    return system_of(draw, archive_reactor(draw, steps), faults)


def system_of(draw: Draw, archived: ReactorArchive, faults: Mapping[str, int]) -> PiSystem:
    """The same of units that are archived already."""
    archives = recorded(draw, archived, faults)
    points = {tag.key: _point(tag, archives[tag.key]) for tag in archived.tags}
    server, database = archived.tags[0].asset.lstrip("\\").split("\\")[:2]
    elements = [
        Element(asset.rsplit("\\", 1)[-1], tuple(_attribute(tag, points[tag.key]) for tag in tags), template="Unit")
        for asset, tags in groupby(archived.tags, key=lambda tag: tag.asset)
    ]
    return PiSystem(
        data_server=DATA_SERVER,
        asset_server=server,
        points=tuple(points.values()),
        databases=(Database(database, tuple(elements)),),
        sets=(system_set(),),
    )


def recorded(draw: Draw, archived: ReactorArchive, faults: Mapping[str, int]) -> dict[TagKey, RecordedArchive]:
    """The archive of each tag, with all that ever happens to it."""
    data_faults = DataFaults(draw, faults)
    return {
        tag.key: RecordedArchive(data_faults.changes(tag.point, map(_event, archived.readings[tag.key])))
        for tag in archived.tags
    }


def _point(tag: Tag, archive: RecordedArchive) -> Point:
    return Point(
        name=tag.point,
        type=tag.type,
        archive=archive,
        descriptor=tag.attribute,
        units=tag.unit or "",
        zero=tag.zero or 0.0,
        span=tag.span or 100.0,
        is_step=tag.is_step,
        exc_dev=tag.exc_dev,
        exc_max_s=tag.exc_max_s,
        comp_dev=tag.comp_dev,
        comp_max_s=tag.comp_max_s,
    )


def _event(reading: Reading) -> Event:
    state = reading.state
    value = reading.value if state is None else DigitalState(state.code, state.name, True)
    return Event(reading.at * TICKS_A_SECOND, value)


def _attribute(tag: Tag, point: Point) -> Attribute:
    return Attribute(tag.attribute, point, units=tag.unit or "", description=tag.attribute)
