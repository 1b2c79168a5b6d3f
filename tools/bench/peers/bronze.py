"""What a peer finds in bronze: objects by the intake's notes, which say in their names all that silver wants to know."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True)
class Source:
    """An object version; `arrival` is its place in the order of landing."""

    arrival: int
    file: str
    site: str
    view: str
    key: str
    version: str
    landed_at: datetime
    ordinal: int


def sources(bronze: Path) -> list[Source]:
    """Every object but manifests, in the order of landing."""
    notes = sorted(_notes(bronze / "_received"))
    return [_source(arrival, bronze, *note) for arrival, note in enumerate(notes)]


def _notes(folder: Path) -> Iterator[tuple[str, str]]:
    """(what the note's name tells, landing key)"""
    for where, _, names in os.walk(folder):
        for name in names:
            _, _, _, told, *key = (Path(where) / name).relative_to(folder).as_posix().split("/")
            landing = "/".join(key).removesuffix(".json")
            if not landing.endswith(".manifest.json"):
                yield told, landing


def _source(arrival: int, bronze: Path, told: str, key: str) -> Source:
    at, ordinal, _, _, version = told.split(",")
    site, _, view = (part.split("=")[1] for part in key.split("/")[:3])
    landed_at = datetime.strptime(at, "%Y%m%dT%H%M%S.%fZ").replace(tzinfo=UTC)
    return Source(arrival, str(bronze / f"{key}.{version}"), site, view, key, version, landed_at, int(ordinal))
