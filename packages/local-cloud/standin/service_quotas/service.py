"""The quotas of one account, read-only. A file in the state's folder says other values than those that stand here."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from standin.server.seams import Seams
from standin.server.services import serve
from standin.server.settings import ACCOUNT, REGION, Settings

SEAMS: Seams = {}

SERVICE = "servicequotas"

# Applied values of an account that has been in use for a while; one that is new has less of some.
_VALUES = {
    ("ec2", "L-1216C47A"): ("Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", 64.0),
    ("lambda", "L-B99A9384"): ("Concurrent executions", 1000.0),
    ("s3", "L-DC2B2D3D"): ("General purpose buckets", 10_000.0),
}

Answer = tuple[int, dict[str, str], bytes]
_settings: Settings | None = None


def install(settings: Settings) -> None:
    global _settings
    _settings = settings
    serve(SERVICE, sys.modules[__name__], by_path=False)


async def handle_request(_method: str, _path: str, headers: Mapping[str, str], body: bytes, _query: Any) -> Answer:
    operation = headers.get("x-amz-target", "").rpartition(".")[2]
    if operation not in ("GetServiceQuota", "GetAWSDefaultServiceQuota"):
        return _refused("UnknownOperationException", f"{operation} is not known to the local cloud")
    asked = json.loads(body)
    service, code = str(asked["ServiceCode"]), str(asked["QuotaCode"])
    if (service, code) not in _VALUES:
        return _refused("NoSuchResourceException", f"{service} {code} is not known to the local cloud")
    usual = _VALUES[service, code][1]
    value = applied(f"{service}/{code}", usual) if operation == "GetServiceQuota" else usual
    if value is None:
        return _refused("NoSuchResourceException", f"{service} {code} has no applied value")
    return _answer(200, {"Quota": _quota(service, code, value)})


def _quota(service: str, code: str, value: float) -> dict[str, Any]:
    return {
        "ServiceCode": service,
        "QuotaArn": f"arn:aws:servicequotas:{REGION}:{ACCOUNT}:{service}/{code}",
        "QuotaCode": code,
        "QuotaName": _VALUES[service, code][0],
        "Value": value,
        "Unit": "None",
        "Adjustable": True,
        "GlobalQuota": False,
    }


def applied(quota: str, usual: float) -> float | None:
    """Value of a quota, by service and code: the usual one, if the file says no other, or that none was ever applied."""
    assert _settings
    others: dict[str, float | None] = json.loads(_settings.quotas.read_text()) if _settings.quotas.exists() else {}
    return others.get(quota, usual)


def _answer(status: int, body: Mapping[str, Any]) -> Answer:
    return status, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(body).encode()


def _refused(code: str, message: str) -> Answer:
    return _answer(400, {"__type": code, "message": message})
