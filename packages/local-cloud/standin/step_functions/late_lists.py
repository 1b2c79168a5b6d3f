"""ListExecutions as AWS has it: "eventually consistent". A start or an end shows some time after it happened."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {"services.stepfunctions": ("_list_executions", "_iso_to_epoch_ms", "_executions")}

_ALL = 1000
Body = Mapping[str, Any]


def install(settings: Settings) -> None:
    if settings.list_lag > 0:
        wrap("services.stepfunctions", "_list_executions", lambda original: _late(original, settings.list_lag))


def _late(original: Callable[[Body], Any], lag: float) -> Callable[[Body], Any]:
    def list_executions(data: Body) -> Any:
        wanted = data.get("statusFilter")
        asked = {name: value for name, value in data.items() if name not in ("statusFilter", "maxResults")}
        status, headers, body = original({**asked, "maxResults": _ALL})
        if status >= 300:
            return status, headers, body
        before = (time.time() - lag) * 1000
        told = json.loads(body)
        seen = [_as_of(before, each) for each in told["executions"] if _started(each) <= before]
        shown = [each for each in seen if wanted in (None, each["status"])]
        told["executions"] = shown[: int(data.get("maxResults") or _ALL)]
        return status, headers, json.dumps(told).encode()

    return list_executions


def _as_of(moment: float, listed: dict[str, Any]) -> dict[str, Any]:
    """An execution as it was told at a moment: one that ended since was still running."""
    ended = _execution(listed).get("stopDate")
    if ended is None or ministack("services.stepfunctions")._iso_to_epoch_ms(ended) <= moment:
        return listed
    return {**listed, "status": "RUNNING", "stopDate": None}


def _started(listed: Mapping[str, Any]) -> float:
    return float(ministack("services.stepfunctions")._iso_to_epoch_ms(_execution(listed)["startDate"]))


def _execution(listed: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = ministack("services.stepfunctions")._executions[listed["executionArn"]]
    return found
