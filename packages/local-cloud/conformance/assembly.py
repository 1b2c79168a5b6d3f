"""The stacks of a cloud assembly, and where a resource or a property stands in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Properties = Mapping[str, Any]


@dataclass(frozen=True)
class Stack:
    """`tags` are those that CloudFormation puts on each of its resources that takes tags."""

    name: str
    template: Mapping[str, Any]
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Place of a resource in the templates."""

    stack: str
    logical_id: str
    type: str

    def row(self, **more: object) -> dict[str, object]:
        return {"stack": self.stack, "logicalId": self.logical_id, "type": self.type, **more}


@dataclass(frozen=True)
class NotApplied:
    """A property that the deploy set and that has no effect here; `path` may be `Targets.RetryPolicy`."""

    place: Place
    path: str
    why: str

    @property
    def is_kept(self) -> bool:
        """True if the local cloud says that it stores the value, so that it can be compared all the same."""
        return self.why.startswith("set")

    def row(self) -> dict[str, object]:
        return self.place.row(property=self.path, why=self.why)


def read_assembly(folder: Path) -> list[Stack]:
    """The stacks of `manifest.json`; `ValueError` where there are none or some of them stand in a nested assembly."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise ValueError(f"wanted a cloud assembly, got no {manifest}: run cdk synth first")
    artifacts = json.loads(manifest.read_text())["artifacts"]
    nested = sorted(name for name, artifact in artifacts.items() if artifact["type"] == "cdk:cloud-assembly")
    if nested:
        raise ValueError(f"wanted stacks of one assembly, got the nested assemblies {', '.join(nested)}")
    stacks = [
        _stack(folder, name, artifact["properties"])
        for name, artifact in artifacts.items()
        if artifact["type"] == "aws:cloudformation:stack"
    ]
    if not stacks:
        raise ValueError(f"wanted at least one stack, got none in {manifest}")
    return stacks


def _stack(folder: Path, artifact: str, properties: Properties) -> Stack:
    template = json.loads((folder / properties["templateFile"]).read_text())
    return Stack(properties.get("stackName", artifact), template, properties.get("tags", {}))
