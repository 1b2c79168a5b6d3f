"""Site one as a PI system: the refinery's own export, every cell an event."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from plant.process.source import PROCESS_ASSET, ProcessRow, read_process
from plant.webapi.sources.system_states import state_of_name, system_set
from plant.webapi.system.archive import arriving
from plant.webapi.system.event import Event, Value
from plant.webapi.system.model import Attribute, Database, Element, PiSystem, Point
from plant.webapi.system.ticks import ticks_of

ZONE = ZoneInfo("America/Sao_Paulo")


def refinery_system(rows: int | None = None) -> PiSystem:
    """The first `rows` of the export (all by default)."""
    columns, export = read_process()
    export = export[:rows]
    times = [ticks_of(row.local.replace(tzinfo=ZONE)) for row in export]
    points = [
        Point(f"REF.{column}", "Float64", arriving(_events(times, export, index)), descriptor=column)
        for index, column in enumerate(columns)
    ]
    attributes = [Attribute(column, point) for column, point in zip(columns, points, strict=True)]
    return PiSystem(
        data_server="REFDA",
        asset_server="REFAF",
        points=tuple(points),
        databases=(Database("Refinery", (Element(PROCESS_ASSET, tuple(attributes)),)),),
        sets=(system_set(),),
    )


def _events(times: list[int], export: list[ProcessRow], column: int) -> Iterator[Event]:
    for ticks, row in zip(times, export, strict=True):
        yield Event(ticks, _value(row.texts[column]))


def _value(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return state_of_name(text)
