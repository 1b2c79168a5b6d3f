"""How each declared resource type is read back."""

from __future__ import annotations

from pkgutil import resolve_name

from resource_types import TYPES, ResourceType

from conformance.reading import Kind


def _kind(declared: ResourceType, reader: str) -> Kind:
    absent = {**dict.fromkeys(declared.unset), **declared.defaults}
    return Kind(resolve_name(reader), absent=absent, not_told=frozenset(declared.not_told))


KINDS = {name: _kind(declared, declared.read) for name, declared in TYPES.items() if declared.read}

# Applied to a cluster by a function, so that no AWS service tells of them.
RECORDED = frozenset(name for name, declared in TYPES.items() if declared.recorded)
