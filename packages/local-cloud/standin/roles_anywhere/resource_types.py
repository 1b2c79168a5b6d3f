"""The CloudFormation types of IAM Roles Anywhere, through the same functions as its API."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from standin.cloudformation.handlers import Attributes, Properties
from standin.roles_anywhere import records
from standin.roles_anywhere.records import KINDS, Kind
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["CRL", "PROFILE", "TRUST_ANCHOR"]

SEAMS: Seams = {"services.cloudformation.provisioners": ("_pascal_to_camel",)}


def _create(kind: Kind, _logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    return _settled(kind, records.create(kind, _fields(kind, props)), props)


def _update(kind: Kind, current: str, _old: Properties, new: Properties, _stack: str) -> tuple[str, Attributes]:
    return _settled(kind, records.update(kind, current, _fields(kind, new)), new)


def _delete(kind: Kind, current: str, _props: Properties) -> None:
    if current in records.STATE[kind.name]:
        records.delete(kind, current)


def _fields(kind: Kind, props: Properties) -> dict[str, Any]:
    given = ministack("services.cloudformation.provisioners")._pascal_to_camel(dict(props))
    is_enabled = str(props.get("Enabled", False)).lower() == "true"
    return {**kind.fields, **given, "enabled": is_enabled}


def _settled(kind: Kind, record: Mapping[str, Any], props: Properties) -> tuple[str, Attributes]:
    identity, arn = record[f"{kind.name}Id"], record[f"{kind.name}Arn"]
    records.STATE["tags"][arn] = {tag["Key"]: tag["Value"] for tag in props.get("Tags") or []}
    name = kind.name[0].upper() + kind.name[1:]
    return identity, {f"{name}Id": identity, f"{name}Arn": arn}


def _handler(kind: Kind) -> dict[str, Any]:
    verbs: dict[str, Callable[..., Any]] = {"create": _create, "update": _update, "delete": _delete}
    return {verb: functools.partial(function, kind) for verb, function in verbs.items()}


TRUST_ANCHOR, PROFILE, CRL = (_handler(KINDS[name]) for name in ("TrustAnchor", "Profile", "Crl"))
