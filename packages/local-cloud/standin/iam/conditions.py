"""Condition keys that AWS supplies and MiniStack's S3 does not: without them a Deny on them is inert or total."""

from __future__ import annotations

import contextvars
import datetime
from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.iam_actions": ("s3_service_context",),
    "core.iam_evaluator": ("enforce", "_resolve_condition_key", "_CONDITION_OPS", "fnmatch_iam_cs"),
    "services.iam": ("_roles",),
}

_WRITE_HEADERS = (
    "if-none-match",
    "if-match",
    "x-amz-storage-class",
    "x-amz-server-side-encryption-aws-kms-key-id",
    "x-amz-server-side-encryption-customer-algorithm",
    "x-amz-copy-source",
    "x-amz-metadata-directive",
    "x-amz-website-redirect-location",
)
# On the wire these begin with x-amz-, in a policy they do not.
_LOCK_HEADERS = ("object-lock-mode", "object-lock-retain-until-date", "object-lock-legal-hold")

# A request makes several checks (a copy also reads its source); how it was signed is the same for each.
_signing: contextvars.ContextVar[Mapping[str, str] | None] = contextvars.ContextVar("standin_s3_signing", default=None)

Query = Mapping[str, Any]
Headers = Mapping[str, str]


def install(_settings: Settings) -> None:
    wrap("core.iam_actions", "s3_service_context", _with_s3_keys)
    wrap("core.iam_evaluator", "enforce", _with_signing_keys)
    wrap("core.iam_evaluator", "_resolve_condition_key", _with_principal_keys)
    operators = ministack("core.iam_evaluator")._CONDITION_OPS
    for name in ("arnlike", "arnequals"):
        operators[name] = arn_like
    for name in ("arnnotlike", "arnnotequals"):
        operators[name] = lambda actual, expected: not arn_like(actual, expected)


def arn_like(actual: str, pattern: str) -> bool:
    """AWS matches each of an ARN's six parts by itself, so that `*` never runs over a colon into the next part."""
    matches = ministack("core.iam_evaluator").fnmatch_iam_cs
    parts, patterns = actual.split(":", 5), pattern.split(":", 5)
    return len(parts) == len(patterns) and all(matches(a, p) for a, p in zip(parts, patterns, strict=True))


def write_keys(query: Query, headers: Headers) -> dict[str, str]:
    """Keys of a request that authorizes as s3:PutObject."""
    keys = {f"s3:{name}": headers[name] for name in _WRITE_HEADERS if headers.get(name)}
    keys |= {f"s3:{name}": headers[f"x-amz-{name}"] for name in _LOCK_HEADERS if headers.get(f"x-amz-{name}")}
    creates_object = "uploads" not in query and "partNumber" not in query
    return keys | {"s3:ObjectCreationOperation": str(creates_object).lower()}


def signing_keys(query: Query, headers: Headers, now: datetime.datetime) -> dict[str, str]:
    """How the request was signed: s3:authType, s3:signatureAge (milliseconds) and s3:TlsVersion."""
    # The server refuses anything older (see server.py), so this is a fact, not a guess.
    keys = {"s3:TlsVersion": "1.3"}
    if headers.get("authorization"):
        keys["s3:authType"] = "REST-HEADER"
    elif "X-Amz-Signature" in query or "Signature" in query:
        keys["s3:authType"] = "REST-QUERY-STRING"
    elif headers.get("content-type", "").startswith("multipart/form-data"):
        keys["s3:authType"] = "POST"
    signed = _first(query.get("X-Amz-Date")) or headers.get("x-amz-date")
    if signed:
        at = datetime.datetime.strptime(signed, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
        keys["s3:signatureAge"] = str(max(0, int((now - at).total_seconds() * 1000)))
    return keys


def _with_s3_keys(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def s3_service_context(
        action: str, query: Query | None, path: str = "", headers: Headers | None = None
    ) -> dict[str, Any]:
        lowered = {name.lower(): value for name, value in (headers or {}).items()}
        _signing.set(signing_keys(query or {}, lowered, datetime.datetime.now(datetime.UTC)))
        keys = original(action, query, path, headers)
        if action == "s3:PutObject":
            keys |= write_keys(query or {}, lowered)
        version = _first((query or {}).get("versionId"))
        if version:
            keys["s3:VersionId"] = version
        return keys

    return s3_service_context


def _with_signing_keys(original: Callable[..., Any]) -> Callable[..., Any]:
    def enforce(
        access_key: str,
        action: str,
        service: str,
        region: str,
        resource_arn: str = "*",
        service_context: dict[str, Any] | None = None,
    ) -> Any:
        context = {**(_signing.get() or {}), **(service_context or {})} if service == "s3" else service_context
        return original(access_key, action, service, region, resource_arn=resource_arn, service_context=context)

    return enforce


def _with_principal_keys(original: Callable[..., Any]) -> Callable[..., Any]:
    def resolve(key: str, context: Any) -> Any:
        lowered = key.lower()
        if lowered == "aws:principalarn" and context.principal_type == "AssumedRole":
            return role_arn_of_session(context.principal_arn, context.principal_account)
        # AWS sends these two as false, not as absent; nothing here makes a call on another's behalf.
        if lowered == "aws:viaawsservice":
            return "false"
        if lowered == "aws:principalisawsservice":
            return str(context.principal_type == "AWSService").lower()
        return original(key, context)

    return resolve


def role_arn_of_session(session_arn: str, account: str) -> str:
    """The role's IAM ARN with its path, as aws:PrincipalArn has it; a session's own ARN carries no path."""
    role_name = session_arn.split("/")[1]
    role = ministack("services.iam")._roles.get_scoped(account, None, role_name)
    return str(role["Arn"]) if role else f"arn:aws:iam::{account}:role/{role_name}"


def _first(value: str | list[str] | None) -> str | None:
    return value[0] if isinstance(value, list) and value else (value if isinstance(value, str) else None)
