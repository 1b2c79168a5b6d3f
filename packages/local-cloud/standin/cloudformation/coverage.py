"""Properties of CloudFormation that take effect here; the rest stand in a list that reports print, or fail the deploy.

`Targets.Input` names a property inside `Targets`; a property with such entries is known only as far as they go.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from resource_types import TYPES

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudformation": ("_stacks",),
    "services.cloudformation.changesets": ("validate_template_support",),
    "services.cloudformation.handlers": ("validate_template_support",),
}


def install(_settings: Settings) -> None:
    for module in ("changesets", "handlers"):
        wrap(f"services.cloudformation.{module}", "validate_template_support", _refusing_unknown)


def unknown(template: Mapping[str, Any], conditions: Mapping[str, bool]) -> list[str]:
    """One line for each resource type or property of a template that the local cloud does not know."""
    lines = []
    for logical_id, resource in (template.get("Resources") or {}).items():
        if not conditions.get(resource.get("Condition", ""), True):
            continue
        resource_type = resource["Type"]
        known = _known(resource_type)
        if known is None:
            lines.append(f"{logical_id}: type {resource_type}")
            continue
        lines += [
            f"{logical_id}: property {path} of {resource_type}"
            for path in _paths(resource.get("Properties") or {}, known)
            if path not in known
        ]
    return lines


def not_applied(resource_type: str, properties: Mapping[str, Any]) -> dict[str, str]:
    """Property to reason, for each property of a resource that does not take effect here."""
    known = _known(resource_type) or {}
    reasons = {path: known.get(path) for path in _paths(properties, known)}
    return {path: reason for path, reason in reasons.items() if isinstance(reason, str)}


def write_not_applied(file: Path) -> None:
    """List what does not take effect in the stacks that stand now: [{stack, logicalId, type, property, why}]."""
    rows = [
        {"stack": stack, "logicalId": logical_id, "type": resource_type, "property": path, "why": why}
        for stack, logical_id, resource_type, properties in _standing_resources()
        for path, why in not_applied(resource_type, properties).items()
    ]
    text = json.dumps(rows, indent=1) + "\n"
    if not file.exists() or file.read_text() != text:
        unfinished = file.with_suffix(".new")
        unfinished.write_text(text)
        unfinished.replace(file)


def _known(resource_type: str) -> Mapping[str, bool | str] | None:
    # A custom resource's properties are its own function's business, unless this cloud acts in that function's place.
    if known := TYPES.get(resource_type):
        return known.properties
    return {"*": True} if resource_type.startswith("Custom::") else None


def _paths(properties: Mapping[str, Any], known: Mapping[str, bool | str]) -> Iterator[str]:
    """Paths of properties as far as `known` speaks of them."""
    if "*" in known:
        return
    for name, value in properties.items():
        yield name
        if any(path.startswith(f"{name}.") for path in known):
            inner = {key for item in (value if isinstance(value, list) else [value]) for key in item}
            yield from (f"{name}.{key}" for key in sorted(inner))


def _standing_resources() -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    for (_, _, name), stack in list(ministack("services.cloudformation")._stacks._data.items()):
        if stack.get("StackStatus") == "DELETE_COMPLETE":
            continue
        for logical_id, resource in list((stack.get("_resources") or {}).items()):
            yield name, logical_id, resource.get("ResourceType", ""), resource.get("Properties") or {}


def _refusing_unknown(original: Callable[..., None]) -> Callable[..., None]:
    def validate_template_support(template: Any, conditions: Any, params: Any = None) -> None:
        found = unknown(template, conditions)
        if found:
            raise ValueError(
                "the local cloud does not know what follows, so it cannot say that it works here; "
                "add it, as the README of the local cloud says: " + "; ".join(found)
            )
        original(template, conditions, params)

    return validate_template_support
