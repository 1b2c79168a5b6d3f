"""The resource types of CloudFormation that the local cloud knows: one entry each, in the file of its service.

["AWS::Service::Type"]
applied = ["Name"]            # properties that take effect here; "Targets.Input" is one inside another, "*" is any
adds = "module:NAME"          # create, update and delete, where MiniStack has no handler
replaces = "module:NAME"      # verbs in place of MiniStack's own, which each is given first
then = ["module:name"]        # called with the physical id and properties once MiniStack has created or updated
read = "module:name"          # how the conformance check reads it back from its service
unset = ["Tags"]              # not there, in what is read, where a template leaves it out
not_told = ["Serial"]         # told by no service
recorded = true               # on record only, read from no service

["AWS::Service::Type".not_applied]
Other = "why it has no effect"

["AWS::Service::Type".defaults]
Path = "/"                    # as `unset`, with the value that it has then
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class ResourceType:
    """An entry, as it stands in its file."""

    applied: list[str]
    adds: str | None = None
    replaces: str | None = None
    then: list[str] = field(default_factory=list)
    read: str | None = None
    unset: list[str] = field(default_factory=list)
    not_told: list[str] = field(default_factory=list)
    recorded: bool = False
    not_applied: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @property
    def properties(self) -> dict[str, bool | str]:
        """True for what is applied, why not for what is not, by the property's path."""
        return {**dict.fromkeys(self.applied, True), **self.not_applied}


def _read() -> dict[str, ResourceType]:
    found = {}
    for file in files("resource_types").iterdir():
        if file.name.endswith(".toml"):
            for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                found[name] = ResourceType(**entry)
    return dict(sorted(found.items()))


TYPES = _read()
