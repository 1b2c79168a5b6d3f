"""Selectors of a trail, and the events that they take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Fields = Mapping[str, str]
Selector = Mapping[str, Any]

_POSITIVE: Mapping[str, Callable[[str, str], bool]] = {
    "Equals": lambda got, wanted: got == wanted,
    "StartsWith": lambda got, wanted: got.startswith(wanted),
    "EndsWith": lambda got, wanted: got.endswith(wanted),
}
_KNOWN = frozenset(
    {
        "eventCategory",
        "eventName",
        "eventSource",
        "eventType",
        "readOnly",
        "resources.ARN",
        "resources.type",
        "userIdentity.arn",
    }
)


def unknown_fields(selectors: Sequence[Selector]) -> list[str]:
    """Fields of advanced selectors by which nothing is known here."""
    named = {each["Field"] for selector in selectors for each in selector.get("FieldSelectors", [])}
    return sorted(named - _KNOWN)


def selects(selectors: Sequence[Selector], event: Fields) -> bool:
    """True if any selector, basic or advanced, takes the event with these fields."""
    return any(
        _advanced(each["FieldSelectors"], event) if "FieldSelectors" in each else _basic(each, event)
        for each in selectors
    )


def _advanced(conditions: Sequence[Mapping[str, Any]], event: Fields) -> bool:
    return all(_holds(condition, event[condition["Field"]]) for condition in conditions)


def _holds(condition: Mapping[str, Any], got: str) -> bool:
    """One of the wanted, and none of the unwanted."""
    wanted = [compare(got, value) for name, compare in _POSITIVE.items() for value in condition.get(name, [])]
    unwanted = [compare(got, value) for name, compare in _POSITIVE.items() for value in condition.get(f"Not{name}", [])]
    return (any(wanted) or not wanted) and not any(unwanted)


def _basic(selector: Selector, event: Fields) -> bool:
    read_write = {"true": "ReadOnly", "false": "WriteOnly"}[event["readOnly"]]
    if selector.get("ReadWriteType", "All") not in ("All", read_write):
        return False
    return any(
        resource["Type"] == event["resources.type"] and event["resources.ARN"].startswith(tuple(resource["Values"]))
        for resource in selector.get("DataResources") or []
    )
