"""MiniStack's table of CloudFormation handlers, and how this package adds to it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack

SEAMS: Seams = {"services.cloudformation.provisioners": ("_RESOURCE_HANDLERS",)}

Properties = Mapping[str, Any]
Attributes = dict[str, Any]
# MiniStack calls it with other arguments for create, update and delete; it answers with physical id and attributes.
Handler = Callable[..., tuple[str, Attributes]]


def handlers() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = ministack("services.cloudformation.provisioners")._RESOURCE_HANDLERS
    return table


def replace_handler(resource_type: str, **around: Callable[..., Any]) -> None:
    """Put `around[verb](original, …)` in place of MiniStack's create, update or delete of a type."""
    entry = dict(handlers()[resource_type])
    for verb, function in around.items():
        entry[verb] = functools.partial(function, entry[verb])
    handlers()[resource_type] = entry


def apply_after(resource_type: str, apply: Callable[[str, Properties], None]) -> None:
    """Call `apply(physical id, properties)` after MiniStack created or updated a resource of the type."""

    def create(original: Handler, logical_id: str, props: Mapping[str, Any], stack: str) -> tuple[str, Attributes]:
        physical_id, attributes = original(logical_id, props, stack)
        apply(physical_id, props)
        return physical_id, attributes

    def update(
        original: Handler, current: str, old: Mapping[str, Any], new: Mapping[str, Any], *more: str
    ) -> tuple[str, Attributes]:
        physical_id, attributes = original(current, old, new, *more)
        apply(physical_id, new)
        return physical_id, attributes

    replace_handler(resource_type, create=create, update=update)


def add_handler(resource_type: str, handler: Mapping[str, Any]) -> None:
    """Add a type that MiniStack does not have."""
    if resource_type in handlers():
        raise ValueError(f"MiniStack has a handler for {resource_type}: replace it, do not add it")
    handlers()[resource_type] = dict(handler)
