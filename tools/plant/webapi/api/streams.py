"""What can be read of one stream, and how it is written: alone, or as one of a set."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plant.webapi.api.context import Context
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Request
from plant.webapi.api.resource import Resource
from plant.webapi.api.retrieval import (
    BOUNDARIES,
    RETRIEVALS,
    interpolated,
    interpolated_at,
    latest,
    recorded,
    recorded_at,
)
from plant.webapi.api.selection import Selection
from plant.webapi.api.summaries import BASES, summaries
from plant.webapi.api.time_strings import parse_interval, parse_time
from plant.webapi.api.values import event_texts
from plant.webapi.system.archive import Archive
from plant.webapi.system.event import NO_DATA, Event
from plant.webapi.system.model import Attribute, Point

DEFAULT_COUNT = 1_000


class Page(NamedTuple):
    """Events of a stream."""

    events: Sequence[Event]


class Single(NamedTuple):
    event: Event


class Sums(NamedTuple):
    """A value each type of summary."""

    values: list[tuple[str, Event]]


Result = Page | Single | Sums
Reader = Callable[[Context, Request, Point], Result]


def point_of(stream: Resource) -> Point:
    """409 for an attribute without a point: nothing is recorded of it."""
    if stream.point is None:
        raise ApiError(409, f"The data reference of '{stream.path}' does not support this operation.")
    return stream.point


def units_of(stream: Resource) -> str:
    """An attribute has a unit; a point has none but free text."""
    return stream.thing.units if isinstance(stream.thing, Attribute) else ""


def choice(request: Request, name: str, choices: Sequence[str]) -> str:
    """One of `choices`, the first by default; 400 for another."""
    text = request.first(name) or choices[0]
    for known in choices:
        if text.lower() == known.lower():
            return known
    raise ApiError(400, f"The value '{text}' is not valid for parameter '{name}'.")


def count_of(context: Context, request: Request, default: int = DEFAULT_COUNT) -> int:
    """`maxCount`, which must not pass what a call may return."""
    count = request.whole("maxCount", default)
    if count > context.limits.items:
        raise ApiError(400, f"Parameter (maxCount) is greater than the maximum allowed ({context.limits.items}).")
    return count


def _read_recorded(context: Context, request: Request, point: Point) -> Result:
    start, end = context.time(request, "startTime", "*-1d"), context.time(request, "endTime", "*")
    boundary = choice(request, "boundaryType", BOUNDARIES)
    events = recorded(point.archive, start, end, boundary, count_of(context, request), _is_step(point))
    in_time = context.limits.events_in_time
    if in_time is not None and len(events) > in_time:
        raise ApiError(
            502, "The data archive did not answer in time: [-10722] PINET: Timeout on PI RPC or System Call."
        )
    return Page(events)


def _read_interpolated(context: Context, request: Request, point: Point) -> Result:
    start, end = context.time(request, "startTime", "*-1d"), context.time(request, "endTime", "*")
    interval = parse_interval(request.first("interval") or "1h", "interval")
    if abs(end - start) // interval + 1 > context.limits.items:
        raise ApiError(400, f"Parameter (interval) is greater than the maximum allowed ({context.limits.items}).")
    return Page(list(interpolated(point.archive, start, end, interval, _is_step(point))))


def _read_value(context: Context, request: Request, point: Point) -> Result:
    if request.first("time") is None:
        return Single(latest(point.archive, context.now) or Event(context.now, NO_DATA))
    return Single(interpolated_at(point.archive, context.time(request, "time", "*"), _is_step(point)))


def _read_end(context: Context, _: Request, point: Point) -> Result:
    return Single(latest(point.archive) or Event(context.now, NO_DATA))


def _read_at(context: Context, request: Request, point: Point) -> Result:
    ticks = context.time(request, "time", "*")
    found = recorded_at(point.archive, ticks, choice(request, "retrievalMode", RETRIEVALS))
    return Single(found or Event(ticks, NO_DATA))


def _times(context: Context, request: Request) -> list[int]:
    zone = context.zone_of(request)
    times = [parse_time(text, "time", context.now, zone) for text in request.all("time")]
    if not times:
        raise ApiError(400, "The parameter 'time' is required.")
    return times


def _read_at_times(context: Context, request: Request, point: Point) -> Result:
    mode = choice(request, "retrievalMode", RETRIEVALS)
    times = _times(context, request)
    return Page([recorded_at(point.archive, ticks, mode) or Event(ticks, NO_DATA) for ticks in times])


def _interpolate_at_times(context: Context, request: Request, point: Point) -> Result:
    return Page([interpolated_at(point.archive, ticks, _is_step(point)) for ticks in _times(context, request)])


def _read_summary(context: Context, request: Request, point: Point) -> Result:
    start, end = context.time(request, "startTime", "*-1d"), context.time(request, "endTime", "*")
    types, basis = request.all("summaryType") or ["Total"], choice(request, "calculationBasis", BASES)
    if not _is_numeric(point) and {each.lower() for each in types} != {"count"}:
        raise ApiError(400, "Count is the only summary type supported on non-numeric streams.")
    values = summaries(point.archive, start, end, types, basis, _is_step(point))
    return Sums([(name, value or Event(min(start, end), NO_DATA)) for name, value in values])


def read(context: Context, request: Request, stream: Resource, what: str) -> Result:
    """What is asked of a stream; 400 for a parameter that would change its values, and that this server does not know.

    A fixed attribute has a value, at the time that AF gives such values, and nothing else.
    """
    unknown = [name for name in UNKNOWN if request.first(name)]
    if unknown:
        raise ApiError(400, *(f"The parameter '{name}' is not supported by this server." for name in unknown))
    if what == "value" and isinstance(stream.thing, Attribute) and stream.point is None:
        return Single(Event(0, stream.thing.value))
    return READERS[what](context, request, point_of(stream))


UNKNOWN = ("desiredUnits", "filterExpression", "sampleType", "summaryDuration")
READERS: dict[str, Reader] = {
    "recorded": _read_recorded,
    "interpolated": _read_interpolated,
    "value": _read_value,
    "end": _read_end,
    "recordedattime": _read_at,
    "recordedattimes": _read_at_times,
    "interpolatedattimes": _interpolate_at_times,
    "summary": _read_summary,
}


def _is_step(point: Point) -> bool:
    return point.is_step or not _is_numeric(point)


def _is_numeric(point: Point) -> bool:
    return point.type in ("Int16", "Int32", "Float16", "Float32", "Float64")


def archive_of(stream: Resource) -> Archive:
    return point_of(stream).archive


def fields_of(result: Result, units: str, selection: Selection, is_in_set: bool) -> dict[str, str]:
    """JSON text of each field of a stream's answer that `selection` wants; in a set, a single value is one field."""
    match result:
        case Page(events):
            items = (
                ",".join(event_texts(events, units, selection.get("items", {}))) if _wants(selection, "items") else ""
            )
            fields = {"Items": f"[{items}]", "UnitsAbbreviation": json.dumps(units, ensure_ascii=False)}
        case Single(event) if is_in_set:
            fields = {"Value": event_texts([event], units, selection.get("value", {}))[0]}
        case Single(event):
            parsed: dict[str, object] = json.loads(event_texts([event], units, selection)[0])
            fields = {name: json.dumps(value, ensure_ascii=False) for name, value in parsed.items()}
        case Sums(values):
            below = selection.get("items", {}).get("value", {})
            texts = [f'{{"Type":"{name}","Value":{event_texts([event], units, below)[0]}}}' for name, event in values]
            fields = {"Items": f"[{','.join(texts)}]"}
    return {name: text for name, text in fields.items() if _wants(selection, name)}


def _wants(selection: Selection, name: str) -> bool:
    return not selection or name.lower() in selection
