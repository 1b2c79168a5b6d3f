"""Compares what a template wants with what a service says, by meaning: `60` is `"60"`, lists have no order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from conformance.assembly import NotApplied, Properties

_LISTS_OF_A_STATEMENT = ("Action", "NotAction", "Resource", "NotResource")


@dataclass(frozen=True)
class Difference:
    """`property` is a path such as `PolicyDocument.Statement`; of two lists only what differs is held."""

    property: str
    got: object
    wanted: object


def differences(wanted: Properties, got: Properties) -> list[Difference]:
    """Every difference in the properties of `wanted`; a property wanted as None must not be set."""
    return [
        difference
        for name in wanted
        for difference in _compare(name, _property(wanted[name]), _property(got.get(name)))
    ]


def without_effect(properties: Properties, entries: list[NotApplied]) -> Properties:
    """`properties` less those that have no effect here and whose value is not stored either."""
    rest = dict(properties)
    for entry in entries:
        if not entry.is_kept:
            name, _, inner = entry.path.partition(".")
            if inner and name in rest:
                rest[name] = _without_key(rest[name], inner)
            else:
                rest.pop(name, None)
    return rest


def _without_key(value: object, key: str) -> object:
    if isinstance(value, list):
        return [_without_key(item, key) for item in value]
    if isinstance(value, Mapping):
        return {name: item for name, item in value.items() if name != key}
    return value


def _compare(path: str, wanted: object, got: object) -> list[Difference]:
    if wanted == got:
        return []
    if isinstance(wanted, dict) and isinstance(got, dict):
        keys = sorted({*wanted, *got})
        return [row for key in keys for row in _compare(f"{path}.{key}", wanted.get(key), got.get(key))]
    if isinstance(wanted, list) and isinstance(got, list):
        return [Difference(path, _beyond(got, wanted), _beyond(wanted, got))]
    return [Difference(path, got, wanted)]


def _beyond(items: list[object], others: list[object]) -> list[object]:
    """The items that `others` does not have, as often as it lacks them."""
    rest = list(others)
    beyond = []
    for item in items:
        if item in rest:
            rest.remove(item)
        else:
            beyond.append(item)
    return beyond


def _property(value: object) -> object:
    """A whole property in one form; services say "nothing" as an empty text, list or object, or by silence."""
    same = canonical(value)
    return None if same in ("", [], {}) else same


def canonical(value: object) -> object:
    """One form for all that means the same to CloudFormation and IAM."""
    if isinstance(value, Mapping):
        plain = _policy(value) if "Statement" in value else value
        return {str(key): canonical(item) for key, item in plain.items()}
    if isinstance(value, list | tuple):
        return sorted((canonical(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)


def _policy(document: Mapping[str, object]) -> dict[str, object]:
    return {**document, "Statement": [_statement(each) for each in _as_list(document["Statement"])]}


def _statement(statement: object) -> object:
    if not isinstance(statement, Mapping):
        return statement
    return {key: _part_of_statement(key, value) for key, value in statement.items()}


def _part_of_statement(key: str, value: object) -> object:
    if key in _LISTS_OF_A_STATEMENT:
        return _as_list(value)
    if key in ("Principal", "NotPrincipal"):
        return _values_as_lists({"AWS": "*"} if value == "*" else value)
    if key == "Condition" and isinstance(value, Mapping):
        return {operator: _values_as_lists(keys) for operator, keys in value.items()}
    return value


def _values_as_lists(value: object) -> object:
    return {key: _as_list(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]
