"""Access keys as IAM keeps them: two a user, and each with the last use that was made of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from standin.server import traffic
from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.iam_actions": ("SERVICE_TO_IAM_NAMESPACE",),
    "services.iam": (
        "_IAM_HANDLERS",
        "_access_keys",
        "_create_access_key",
        "_error",
        "_get_access_key_last_used",
        "_p",
    ),
}

_PER_USER = 2
_NEVER = "<Region>N/A</Region><ServiceName>N/A</ServiceName>"
# A part of the key's own record, so that it is saved with it.
_LAST_USE = "standin_last_use"


def install(_settings: Settings) -> None:
    iam = ministack("services.iam")
    # CloudFormation's handler asks for the function by name, the service by its table.
    iam._create_access_key = _at_most_two(iam._create_access_key)
    iam._IAM_HANDLERS["CreateAccessKey"] = iam._create_access_key
    iam._IAM_HANDLERS["GetAccessKeyLastUsed"] = _with_last_use(iam._get_access_key_last_used)
    traffic.listen(_remember)


def _at_most_two(original: Callable[..., Any]) -> Callable[..., Any]:
    def create_access_key(parameters: Mapping[str, Any]) -> Any:
        iam = ministack("services.iam")
        user = iam._p(parameters, "UserName")
        if sum(key["UserName"] == user for key in iam._access_keys.values()) >= _PER_USER:
            return iam._error(409, "LimitExceeded", f"Cannot exceed quota for AccessKeysPerUser: {_PER_USER}", ns="iam")
        return original(parameters)

    return create_access_key


def _with_last_use(original: Callable[..., Any]) -> Callable[..., Any]:
    def get_access_key_last_used(parameters: Mapping[str, Any]) -> Any:
        status, headers, body = original(parameters)
        iam = ministack("services.iam")
        key = iam._access_keys.get(iam._p(parameters, "AccessKeyId"))
        if status == 200 and key and _LAST_USE in key:
            use = key[_LAST_USE]
            told = "".join(f"<{name}>{value}</{name}>" for name, value in use.items())
            body = body.replace(_NEVER.encode(), told.encode())
        return status, headers, body

    return get_access_key_last_used


def _remember(calls: Sequence[traffic.Call]) -> None:
    keys = ministack("services.iam")._access_keys
    namespaces = ministack("core.iam_actions").SERVICE_TO_IAM_NAMESPACE
    last = {(call.account, call.access_key): call for call in calls}
    for (account, access_key), call in last.items():
        key = keys.get_scoped(account, None, access_key) if access_key else None
        if key is not None:
            key[_LAST_USE] = {
                "LastUsedDate": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(call.at)),
                "Region": call.region,
                "ServiceName": namespaces.get(call.service, call.service),
            }
