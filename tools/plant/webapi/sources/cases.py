"""Hard cases, a point each: what a reader of PI gets wrong first. Times count from `start`, the day of the cases."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from datetime import UTC, datetime

from plant.webapi.sources.system_states import system_set
from plant.webapi.system.archive import Change, RecordedArchive, arriving
from plant.webapi.system.event import DigitalState, Event, Value
from plant.webapi.system.life import Life
from plant.webapi.system.model import Attribute, Database, DigitalSet, Element, PiSystem, Point
from plant.webapi.system.ticks import TICKS_A_SECOND, ticks_of

START = ticks_of(datetime(2026, 1, 1, tzinfo=UTC))
MINUTE = 60 * TICKS_A_SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
PAGE_FULL = 2_500
"""Events of one time: more than a page of the default size holds."""
PUMP = DigitalSet("Pump States", {0: "Off", 1: "On", 2: "Trip", 246: "Bad"})
"""It has a state that is called like a bad one and another with the code of I/O Timeout: neither is a system state."""
TEXTS = ("plain", "", " padded ", 'quote " and \\', "line\nbreak", "=1+1", "ölstand µ", "I/O Timeout", "x" * 1_000)
STRANGE_NAME = "CASE.50% load/unit: A"


def cases_system(start: int = START) -> PiSystem:
    points = [
        _of("CASE.ORDINARY", [(minute * MINUTE, minute / 8) for minute in range(1_440)], start),
        _of("CASE.PAGE_FULL", _page_full(), start),
        _of(
            "CASE.SAME_TIME", [(0, 1.0), (HOUR, 2.0), (HOUR, 3.0), (HOUR, 4.0), (HOUR + 1, 5.0), (2 * HOUR, 6.0)], start
        ),
        _of("CASE.TWICE", [(0, 1.0), (HOUR, 2.0), (HOUR, 2.0), (2 * HOUR, 3.0)], start),
        _of("CASE.SINGLE", [(hour * HOUR, _single(hour / 10)) for hour in range(24)], start, "Float32"),
        _of("CASE.DIGITAL", _digital(), start, "Digital", digital_set=PUMP.name, is_step=True),
        _of("CASE.STATES", _states(), start),
        _of("CASE.TEXT", [(number * HOUR, text) for number, text in enumerate(TEXTS)], start, "String", is_step=True),
        _of("CASE.WHOLE", [(hour * HOUR, hour * 1_000_003 - 5) for hour in range(24)], start, "Int32", is_step=True),
        _of("CASE.TIME", [(hour * HOUR, f"2026-01-01T{hour:02}:00:00Z") for hour in range(24)], start, "Timestamp"),
        _of("CASE.NOT_FINITE", [(0, float("nan")), (HOUR, float("inf")), (2 * HOUR, -0.0), (3 * HOUR, 1e300)], start),
        _of("CASE.EMPTY", [], start),
        _of("CASE.QUIET", [(-400 * DAY, 7.5)], start),
        _of(STRANGE_NAME, [(hour * HOUR, float(hour)) for hour in range(24)], start),
        *_coming_and_going(start),
        Point("CASE.FLAGS", "Float64", arriving(_flagged(start))),
        Point("CASE.FUTURE", "Float64", RecordedArchive(_foretold(start)), is_future=True),
        Point("CASE.LATE", "Float64", RecordedArchive(_late(start))),
        Point("CASE.EDITED", "Float64", RecordedArchive(_edited(start))),
        Point("CASE.DELETED", "Float64", RecordedArchive(_deleted(start))),
    ]
    return PiSystem(
        data_server="CASEDA",
        asset_server="CASEAF",
        points=tuple(points),
        databases=(Database("Cases", _elements(points, start), (PUMP,)),),
        sets=(system_set(), PUMP),
    )


def _coming_and_going(start: int) -> list[Point]:
    """At noon one point is added, one deleted and one renamed."""
    noon = start + DAY // 2
    added, deleted, renamed = (
        arriving(Event(start + hour * HOUR, float(hour)) for hour in hours)
        for hours in (range(12, 24), range(12), range(24))
    )
    return [
        Point("CASE.ADDED", "Float64", added, life=Life(since=noon)),
        Point("CASE.DELETED_POINT", "Float64", deleted, life=Life(until=noon)),
        Point("CASE.OLD_NAME", "Float64", renamed, life=Life(until=noon), identity="renamed"),
        Point("CASE.NEW_NAME", "Float64", renamed, life=Life(since=noon), identity="renamed"),
    ]


def _elements(points: list[Point], start: int) -> tuple[Element, ...]:
    types = {"Digital": "EnumerationSet", "String": "String", "Int32": "Int32", "Timestamp": "DateTime"}
    attributes = [
        Attribute(
            point.name.removeprefix("CASE."),
            point,
            type=types.get(point.type, "Double"),
            life=point.life,
            identity=point.identity,
        )
        for point in points
    ]
    noon = start + DAY // 2
    attributes += [
        Attribute("UNIT_CHANGED", points[0], units="degC", life=Life(until=noon)),
        Attribute("UNIT_CHANGED", points[0], units="degF", life=Life(since=noon)),
    ]
    limit = Attribute("Limit High", value=250.0, units="degC")
    nested = Attribute("Level (estimated)", points[0], units="%", attributes=(limit,))
    inner = Element("Pump 1", (nested, Attribute("Maker", value="ACME", type="String")), template="Pump")
    return (Element("All", tuple(attributes), (Element("Area/1", elements=(inner,)),)),)


def _of(
    name: str,
    values: Iterable[tuple[int, Value]],
    start: int,
    kind: str = "Float64",
    digital_set: str = "",
    is_step: bool = False,
) -> Point:
    events = [Event(start + after, value) for after, value in values]
    return Point(name, kind, arriving(events), digital_set=digital_set, is_step=is_step)


def _single(value: float) -> float:
    """A number as single precision keeps it: 0.1 is 0.10000000149011612."""
    (single,) = struct.unpack("f", struct.pack("f", value))
    return float(single)


def _page_full() -> list[tuple[int, Value]]:
    before: list[tuple[int, Value]] = [(minute * MINUTE, float(minute)) for minute in range(60)]
    full: list[tuple[int, Value]] = [(HOUR, number / 4) for number in range(PAGE_FULL)]
    after: list[tuple[int, Value]] = [((60 + minute) * MINUTE, float(minute)) for minute in range(1, 60)]
    return before + full + after


def _digital() -> list[tuple[int, Value]]:
    own: list[tuple[int, Value]] = [
        (number * HOUR, DigitalState(code, name, False)) for number, (code, name) in enumerate(PUMP.states.items())
    ]
    return [*own, (4 * HOUR, DigitalState(246, "I/O Timeout", True)), (5 * HOUR, DigitalState(0, "Off", False))]


def _states() -> list[tuple[int, Value]]:
    """Each state of the SYSTEM set between two numbers, and one whose name a site translated."""
    states = [DigitalState(code, name, True) for code, name in system_set().states.items()]
    states.append(DigitalState(246, "E/A-Zeitüberschreitung", True))
    return [(number * MINUTE, value) for number, value in enumerate(each for state in states for each in (1.5, state))]


def _flagged(start: int) -> list[Event]:
    return [
        Event(start + number * HOUR, float(number), bool(number & 1), bool(number & 2), bool(number & 4))
        for number in range(8)
    ]


def _foretold(start: int) -> list[Change]:
    """A forecast of thirty days, made at the start, and made anew for its second half a day later."""
    first = [Event(start + hour * HOUR, float(hour)) for hour in range(720)]
    second = [event._replace(value=hour + 0.5) for hour, event in enumerate(first)]
    changes = [Change(start, "Add", event) for event in first]
    return changes + [Change(start + DAY, "Update", second[hour], first[hour]) for hour in range(360, 720)]


def _late(start: int) -> list[Change]:
    """One event an hour; each fourth comes six hours after its time."""
    events = [Event(start + hour * HOUR, float(hour)) for hour in range(24)]
    return [Change(event.ticks + 6 * HOUR * (hour % 4 == 3), "Add", event) for hour, event in enumerate(events)]


def _edited(start: int) -> list[Change]:
    """Each third event is corrected half a day later: Substituted, as PI marks what somebody changed."""
    events = [Event(start + hour * HOUR, float(hour)) for hour in range(24)]
    changes = [Change(event.ticks, "Add", event) for event in events]
    return changes + [
        Change(event.ticks + 12 * HOUR, "Update", event._replace(value=1_000.0 + hour, is_substituted=True), event)
        for hour, event in enumerate(events)
        if hour % 3 == 0
    ]


def _deleted(start: int) -> list[Change]:
    """Each fifth event is gone a day later."""
    events = [Event(start + hour * HOUR, float(hour)) for hour in range(24)]
    changes = [Change(event.ticks, "Add", event) for event in events]
    return changes + [Change(event.ticks + DAY, "Delete", event) for event in events[::5]]
