"""Handlers of the declared resource types, put into MiniStack's table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pkgutil import resolve_name
from typing import Any

from resource_types import TYPES

from standin.cloudformation.handlers import add_handler, apply_after, replace_handler
from standin.server.seams import Seams
from standin.server.settings import Settings

SEAMS: Seams = {}


def install(settings: Settings) -> None:
    for name, declared in TYPES.items():
        if declared.adds:
            add_handler(name, _handler(declared.adds, settings))
        if declared.replaces:
            replace_handler(name, **resolve_name(declared.replaces))
        for each in declared.then:
            apply_after(name, resolve_name(each))


def _handler(reference: str, settings: Settings) -> Mapping[str, Any]:
    """The handler itself, or what makes it of the settings."""
    found: Mapping[str, Any] | Callable[[Settings], Mapping[str, Any]] = resolve_name(reference)
    return found(settings) if callable(found) else found
