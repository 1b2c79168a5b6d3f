"""Trust anchors, profiles and revocation lists, as the API has them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from standin.roles_anywhere.certificates import CertificateError, is_issued_by, read_bundle, read_crl
from standin.server.settings import ACCOUNT, REGION

Record = dict[str, Any]

_SHORTEST, _LONGEST = 900, 43_200


class RefusedError(ValueError):
    """The service does not do it: HTTP status, the error's code and a message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Kind:
    """`name` begins the names of its id and ARN in answers; `fields` are its own, with what holds where none is given."""

    name: str
    plural: str
    in_arn: str
    fields: Mapping[str, Any]
    check: Callable[[Record], None]


def _check_anchor(record: Record) -> None:
    source = record["source"] or {}
    if source.get("sourceType") != "CERTIFICATE_BUNDLE":
        raise _invalid(f"sourceType is {source.get('sourceType')}, wanted CERTIFICATE_BUNDLE: no other is known here")
    try:
        read_bundle(source.get("sourceData", {}).get("x509CertificateData", ""))
    except CertificateError as error:
        raise _invalid(str(error)) from error


def _check_profile(record: Record) -> None:
    seconds = record["durationSeconds"] = int(record["durationSeconds"])
    if not _SHORTEST <= seconds <= _LONGEST:
        raise _invalid(f"durationSeconds is {seconds}, wanted {_SHORTEST} to {_LONGEST}")
    if not record["roleArns"]:
        raise _invalid("roleArns is empty, wanted at least one role")


def _check_crl(record: Record) -> None:
    anchor = by_arn(ANCHOR, record["trustAnchorArn"])
    if anchor is None:
        raise _invalid(f"there is no trust anchor {record['trustAnchorArn']}")
    try:
        crl = read_crl(record["crlData"])
    except CertificateError as error:
        raise _invalid(str(error)) from error
    if not any(is_issued_by(crl, each) for each in bundle_of(anchor)):
        raise _invalid(f"the revocation list of {crl.issuer.rfc4514_string()} is not signed by the trust anchor")


ANCHOR = Kind("trustAnchor", "trustAnchors", "trust-anchor", {"source": None}, _check_anchor)
PROFILE = Kind(
    "profile",
    "profiles",
    "profile",
    {"roleArns": [], "durationSeconds": 3600, "sessionPolicy": None, "managedPolicyArns": []},
    _check_profile,
)
CRL = Kind("crl", "crls", "crl", {"crlData": "", "trustAnchorArn": ""}, _check_crl)
KINDS = {"TrustAnchor": ANCHOR, "Profile": PROFILE, "Crl": CRL}

# Records by kind and id, and tags by ARN: saved with the state of all services.
STATE: dict[str, dict[str, Any]] = {name: {} for name in (*(kind.name for kind in KINDS.values()), "tags")}


def create(kind: Kind, fields: Mapping[str, Any]) -> Record:
    """A new record; `RefusedError` where a field has no meaning. As on AWS it is disabled unless `enabled` says otherwise."""
    identity, now = str(uuid.uuid4()), _now()
    record = {
        f"{kind.name}Id": identity,
        f"{kind.name}Arn": f"arn:aws:rolesanywhere:{REGION}:{ACCOUNT}:{kind.in_arn}/{identity}",
        "name": fields["name"],
        "enabled": fields.get("enabled") or False,
        "createdAt": now,
        "updatedAt": now,
        **{name: fields.get(name, default) for name, default in kind.fields.items()},
    }
    kind.check(record)
    STATE[kind.name][identity] = record
    return record


def update(kind: Kind, identity: str, fields: Mapping[str, Any]) -> Record:
    """Change what `fields` has; nothing changes where one of them is refused."""
    known = {"name", "enabled", *kind.fields}
    changed = get(kind, identity) | {name: value for name, value in fields.items() if name in known}
    kind.check(changed)
    STATE[kind.name][identity] = changed | {"updatedAt": _now()}
    return get(kind, identity)


def get(kind: Kind, identity: str) -> Record:
    found: Record | None = STATE[kind.name].get(identity)
    if found is None:
        raise RefusedError(404, "ResourceNotFoundException", f"there is no {kind.in_arn} {identity}")
    return found


def delete(kind: Kind, identity: str) -> Record:
    record = get(kind, identity)
    del STATE[kind.name][identity]
    STATE["tags"].pop(record[f"{kind.name}Arn"], None)
    return record


def by_arn(kind: Kind, arn: str) -> Record | None:
    return next((each for each in STATE[kind.name].values() if each[f"{kind.name}Arn"] == arn), None)


def bundle_of(anchor: Record) -> list[Any]:
    """The certificates of a trust anchor."""
    return read_bundle(anchor["source"]["sourceData"]["x509CertificateData"])


def _invalid(message: str) -> RefusedError:
    return RefusedError(400, "ValidationException", message)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
