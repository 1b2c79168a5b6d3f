"""How the concerns of this package reach into MiniStack: by name, declared, and checked before anything starts."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

Seams = Mapping[str, tuple[str, ...]]


def ministack(module: str) -> Any:
    """The MiniStack module of that name, for example `services.s3`."""
    return importlib.import_module(f"ministack.{module}")


def wrap(module: str, name: str, around: Callable[[Any], Any]) -> None:
    """Replace `name` in a MiniStack module by `around(original)`."""
    target = ministack(module)
    setattr(target, name, around(getattr(target, name)))
