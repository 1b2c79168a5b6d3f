"""Streams that clients registered for updates; the server may forget them at any time, and then the client must register again."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from plant.webapi.api.errors import ApiError
from plant.webapi.api.resource import Resource


class Registration(NamedTuple):
    id: str
    stream: Resource
    first: int
    """Number of the archive's first change that it tells."""


class Registrations:
    def __init__(self) -> None:
        self._by_id: dict[str, Registration] = {}
        self._by_stream: dict[str, Registration] = {}
        self._count = 0

    def add(self, stream: Resource, position: int) -> tuple[Registration, bool]:
        """A registration from an archive's change number `position` on, or the one that there is; whether it is new."""
        known = self._by_stream.get(stream.path)
        if known is not None and known.stream is stream:
            return known, False
        self._count += 1
        registration = Registration(uuid.uuid5(uuid.NAMESPACE_OID, f"{self._count}").hex, stream, position)
        self._by_id[registration.id] = self._by_stream[stream.path] = registration
        return registration, True

    def remove(self, registration: Registration) -> None:
        self._by_id.pop(registration.id)
        if self._by_stream.get(registration.stream.path) is registration:
            self._by_stream.pop(registration.stream.path)

    def forget(self) -> None:
        self._by_id.clear()
        self._by_stream.clear()

    def find(self, marker: str) -> tuple[Registration, int]:
        """The registration and the number of changes that a marker stands for: 409 for no marker, 404 for a forgotten one."""
        name, _, count = marker.rpartition("_")
        if len(name) != 32 or not count.isascii() or not count.isdigit():
            raise ApiError(409, f"The marker '{marker}' is invalid.")
        registration = self._by_id.get(name)
        if registration is None:
            raise ApiError(404, f"No cache was found for the marker '{marker}'.")
        return registration, registration.first + int(count)

    def marker(self, registration: Registration, position: int) -> str:
        return f"{registration.id}_{position - registration.first}"
