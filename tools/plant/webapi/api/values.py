"""JSON of events: written by hand, because a page may hold 150,000 of them."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plant.webapi.api.selection import Selection, selected
from plant.webapi.system.event import DigitalState, Event, Value
from plant.webapi.system.ticks import text_of

_WORDS = {False: "false", True: "true"}


def json_of(value: Value) -> Any:  # noqa: ANN401 (JSON takes any shape)
    """A value as JSON knows it: a state is an object, what is no finite number a string."""
    if isinstance(value, DigitalState):
        return {"Name": value.name, "Value": value.code, "IsSystem": value.is_system}
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    return value


def _value_text(value: Value) -> str:
    if type(value) is float and math.isfinite(value):
        return repr(value)
    return json.dumps(json_of(value), ensure_ascii=False, separators=(",", ":"))


_FIELDS: Mapping[str, Callable[[Event, str], str]] = {
    "Timestamp": lambda event, _: f'"{text_of(event.ticks)}"',
    "Value": lambda event, _: _value_text(event.value),
    "UnitsAbbreviation": lambda _, units: units,
    "Good": lambda event, _: _WORDS[event.is_good],
    "Questionable": lambda event, _: _WORDS[event.is_questionable],
    "Substituted": lambda event, _: _WORDS[event.is_substituted],
    "Annotated": lambda event, _: _WORDS[event.is_annotated],
}
_PLAIN = '"Good":true,"Questionable":false,"Substituted":false,"Annotated":false}'


def event_texts(events: Iterable[Event], units: str, selection: Selection) -> list[str]:
    """JSON of each event, with the fields that `selection` wants."""
    unit = json.dumps(units, ensure_ascii=False)
    if not selection:
        return [_whole(event, unit) for event in events]
    if selection.get("value"):
        return [json.dumps(selected(event_document(event, units), selection), ensure_ascii=False) for event in events]
    names = [name for name in _FIELDS if name.lower() in selection]
    if set(names) == set(_FIELDS):
        return [_whole(event, unit) for event in events]
    head = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    writers = [_FIELDS[name] for name in names]
    return [head % tuple([write(event, unit) for write in writers]) for event in events]


def _whole(event: Event, unit: str) -> str:
    ticks, value, is_questionable, is_substituted, is_annotated = event
    head = f'{{"Timestamp":"{text_of(ticks)}","Value":{_value_text(value)},"UnitsAbbreviation":{unit},'
    if type(value) is float and not (is_questionable or is_substituted or is_annotated):
        return head + _PLAIN
    flags = ",".join(
        f'"{name}":{_FIELDS[name](event, unit)}' for name in ("Good", "Questionable", "Substituted", "Annotated")
    )
    return head + flags + "}"


def event_document(event: Event, units: str) -> dict[str, Any]:
    """One event with all its fields."""
    document: dict[str, Any] = json.loads(_whole(event, json.dumps(units, ensure_ascii=False)))
    return document
