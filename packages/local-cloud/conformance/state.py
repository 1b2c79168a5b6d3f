"""The local cloud's own notes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.assembly import NotApplied, Place


@dataclass(frozen=True)
class State:
    """The folder of a local cloud's state."""

    folder: Path

    def not_applied(self) -> Mapping[Place, list[NotApplied]]:
        """Properties without effect, by resource; `ValueError` if the cloud has written no such list."""
        file = self.folder / "not-applied.json"
        if not file.is_file():
            raise ValueError(f"wanted the local cloud's list of what it does not apply, got no {file}")
        by_resource: dict[Place, list[NotApplied]] = {}
        for row in json.loads(file.read_text()):
            place = Place(row["stack"], row["logicalId"], row["type"])
            by_resource.setdefault(place, []).append(NotApplied(place, row["property"], row["why"]))
        return by_resource

    def recorded(self) -> Mapping[tuple[str, str], list[Mapping[str, Any]]]:
        """Kubernetes objects and Helm charts, which no service tells, by stack and logical id."""
        file = self.folder / "recorded.json"
        by_resource: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for row in json.loads(file.read_text()) if file.is_file() else []:
            by_resource.setdefault((row["stack"], row["logicalId"]), []).append(row)
        return by_resource
