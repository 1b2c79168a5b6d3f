"""One request: an operation, in one of its forms, on whatever place it is tried."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from botocore import xform_name

from tried.clients import Client, Clients


class Target(Protocol):
    @property
    def target(self) -> str:
        """The place, for people."""


Place = TypeVar("Place", bound=Target)
Send = Callable[[Clients, Place], object]


@dataclass(frozen=True)
class Case(Generic[Place]):
    operation: str
    """As boto3's model names it."""
    actions: tuple[str, ...]
    """Every action that AWS asks a right for, with its service before it."""
    send: Send[Place]
    form: str = ""
    """Its peculiarity, for people."""

    @property
    def name(self) -> str:
        return f"{self.operation} ({self.form})" if self.form else self.operation


def call(client: Client, operation: str, parameters: Mapping[str, object]) -> object:
    """Call an operation by the name that the model gives it."""
    return getattr(client, xform_name(operation))(**parameters)
