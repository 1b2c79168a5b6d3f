"""CreateSession: who holds the key of a trusted certificate gets a session of a role that the profile names."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography import x509

from standin.iam import role_sessions
from standin.iam.role_trust import Assumption, refused_action, role_of
from standin.roles_anywhere import certificates, records
from standin.roles_anywhere.certificates import CertificateError
from standin.roles_anywhere.records import ANCHOR, CRL, PROFILE, Record, RefusedError
from standin.roles_anywhere.signatures import SignatureError, SignedRequest, certificates_in, signer_of
from standin.server.settings import ACCOUNT, REGION

_PRINCIPAL = "rolesanywhere.amazonaws.com"
_DEFAULT_SECONDS, _SHORTEST, _LONGEST = 3600, 900, 43_200
# Subjects have ids of their own on AWS; here the same subject has the same one, and nothing is kept of it.
_SUBJECTS = uuid.UUID("6f8d4c0e-8d83-4f0e-9b0b-5b6a0f6d1c1a")


@dataclass(frozen=True)
class _Wanted:
    anchor: Record
    profile: Record
    role: str
    seconds: int


def create_session(request: SignedRequest, now: datetime.datetime) -> dict[str, Any]:
    """The answer of the API; `RefusedError` with the reason where any check fails."""
    try:
        leaf = signer_of(request, now)
        chain = request.headers.get("x-amz-x509-chain")
        intermediates = certificates_in(chain) if chain else []
        wanted = _wanted(request)
        crls = [certificates.read_crl(each["crlData"]) for each in _crls_of(wanted.anchor)]
        certificates.check(leaf, intermediates, records.bundle_of(wanted.anchor), crls, now)
    except (SignatureError, CertificateError) as error:
        raise _denied(str(error)) from error
    tags = certificates.tags(leaf)
    source_identity = f"CN={tags.get('x509Subject/CN', '')}"
    _check_role(wanted, tags, source_identity)
    return _answer(wanted, leaf, tags, source_identity)


def _wanted(request: SignedRequest) -> _Wanted:
    """The request, in the query or in the body, as far as anchor and profile stand open for it."""
    given = _parameters(request)
    anchor = records.by_arn(ANCHOR, given["trustAnchorArn"])
    if anchor is None or not anchor["enabled"]:
        raise _denied(f"trust anchor {given['trustAnchorArn']} {'is disabled' if anchor else 'does not exist'}")
    profile = records.by_arn(PROFILE, given["profileArn"])
    if profile is None or not profile["enabled"]:
        raise _denied(f"profile {given['profileArn']} {'is disabled' if profile else 'does not exist'}")
    if given["roleArn"] not in profile["roleArns"]:
        raise _denied(f"profile {given['profileArn']} does not name the role {given['roleArn']}")
    seconds = min(profile["durationSeconds"], _seconds(given.get("durationSeconds")))
    return _Wanted(anchor, profile, given["roleArn"], seconds)


def _parameters(request: SignedRequest) -> Mapping[str, Any]:
    try:
        body = json.loads(request.body) if request.body else {}
    except ValueError as error:
        raise _invalid("the body is not JSON") from error
    given = {**(body if isinstance(body, dict) else {}), **dict(request.query)}
    for name in ("trustAnchorArn", "profileArn", "roleArn"):
        if not isinstance(given.get(name), str):
            raise _invalid(f"{name} is {given.get(name)}, wanted an ARN")
    return given


def _seconds(given: object) -> int:
    seconds = _DEFAULT_SECONDS if given is None else given
    if not isinstance(seconds, int) or not _SHORTEST <= seconds <= _LONGEST:
        raise _invalid(f"durationSeconds is {given}, wanted {_SHORTEST} to {_LONGEST}")
    return seconds


def _crls_of(anchor: Record) -> list[Record]:
    lists = records.STATE[CRL.name].values()
    return [each for each in lists if each["enabled"] and each["trustAnchorArn"] == anchor["trustAnchorArn"]]


def _check_role(wanted: _Wanted, tags: Mapping[str, str], source_identity: str) -> None:
    source = wanted.anchor["trustAnchorArn"]
    refused = refused_action(Assumption(wanted.role, _PRINCIPAL, source, tags, tags, source_identity))
    if refused:
        raise _denied(f"{_PRINCIPAL} is not authorized to perform {refused} on {wanted.role} for this certificate")
    role = role_of(wanted.role)
    longest = int(role["MaxSessionDuration"]) if role else 0
    if wanted.seconds > longest:
        raise _denied(f"{wanted.role} allows sessions of {longest} seconds, wanted {wanted.seconds}")


def _answer(wanted: _Wanted, leaf: x509.Certificate, tags: Mapping[str, str], source_identity: str) -> dict[str, Any]:
    policies = {"Policy": wanted.profile["sessionPolicy"], "PolicyArns": wanted.profile["managedPolicyArns"]}
    narrowed = policies if any(policies.values()) else None
    serial = leaf.serial_number.to_bytes((leaf.serial_number.bit_length() + 7) // 8, "big").hex()
    session = role_sessions.open_session(wanted.role, serial, wanted.seconds, tags, narrowed)
    subject = uuid.uuid5(_SUBJECTS, leaf.subject.rfc4514_string())
    return {
        "credentialSet": [
            {
                "assumedRoleUser": {"arn": session.arn, "assumedRoleId": session.assumed_role_id},
                "credentials": {
                    "accessKeyId": session.access_key,
                    "expiration": session.expiration,
                    "secretAccessKey": session.secret_key,
                    "sessionToken": session.token,
                },
                "packedPolicySize": 0,
                "roleArn": wanted.role,
                "sourceIdentity": source_identity,
            }
        ],
        "subjectArn": f"arn:aws:rolesanywhere:{REGION}:{ACCOUNT}:subject/{subject}",
    }


def _denied(message: str) -> RefusedError:
    return RefusedError(403, "AccessDeniedException", message)


def _invalid(message: str) -> RefusedError:
    return RefusedError(400, "ValidationException", message)
