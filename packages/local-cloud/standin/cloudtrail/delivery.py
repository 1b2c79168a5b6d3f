"""Trails record: the calls on objects and records that a trail's selectors take go to its log group, under its role."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from standin.cloudtrail.events import Event, event_of, fields
from standin.cloudtrail.selectors import selects
from standin.cloudtrail.trails import DELIVERED, FAILED, PRINCIPAL, group_of
from standin.iam.service_roles import Caller, NotTrustedError
from standin.server import traffic
from standin.server.seams import Seams, ministack
from standin.server.settings import ACCOUNT, Settings

SEAMS: Seams = {
    "core.responses": ("request_scope",),
    "services.cloudtrail": ("_event_selectors", "_trails"),
    "services.cloudwatch_logs": ("_log_events_lock", "_log_groups", "_log_records"),
}

_PER_REQUEST = 500
# The whole log is saved again with each change of it.
_KEPT = 5000
_log = logging.getLogger("standin.trails")

Trail = dict[str, Any]


def install(settings: Settings) -> None:
    traffic.listen(lambda calls: _record(settings, calls))


def _record(settings: Settings, calls: Sequence[traffic.Call]) -> None:
    trails = list(_recording())
    if not trails:
        return
    events = [(event, fields(event)) for call in calls if (event := event_of(call)) is not None]
    for region, name, trail in trails:
        selectors = ministack("services.cloudtrail")._event_selectors.get_scoped(ACCOUNT, region, name, [])
        wanted = [
            event
            for event, facts in events
            if (trail["IsMultiRegionTrail"] or event["awsRegion"] == region) and selects(selectors, facts)
        ]
        for start in range(0, len(wanted), _PER_REQUEST):
            _deliver(settings, trail, wanted[start : start + _PER_REQUEST])


def _recording() -> Iterable[tuple[str, str, Trail]]:
    for (account, region, name), trail in list(ministack("services.cloudtrail")._trails.all_items()):
        if account == ACCOUNT and trail.get("IsLogging") and trail.get("CloudWatchLogsLogGroupArn"):
            yield region, name, trail


def _deliver(settings: Settings, trail: Trail, events: Sequence[Event]) -> None:
    now = int(time.time() * 1000)
    lines = [{"timestamp": now, "message": json.dumps(event, separators=(",", ":"))} for event in events]
    try:
        _put(Caller(settings, trail["CloudWatchLogsRoleArn"], PRINCIPAL, trail["TrailARN"]), trail, lines)
    except (NotTrustedError, ValueError) as error:
        _log.warning("%d events of trail %s were not written: %s", len(events), trail["Name"], error)
        trail[FAILED] = str(error)
    else:
        trail[DELIVERED] = now // 1000
        trail.pop(FAILED, None)
        _forget_oldest(trail, len(lines))


def _put(caller: Caller, trail: Trail, lines: list[dict[str, Any]]) -> None:
    target = {"logGroupName": group_of(trail["CloudWatchLogsLogGroupArn"]), "logStreamName": _stream_of(trail)}
    if _ask(caller, "PutLogEvents", {**target, "logEvents": lines}) == "ResourceNotFoundException":
        # The stream is made by the first event; where the group itself is gone, this tells.
        for operation, parameters in (("CreateLogStream", target), ("PutLogEvents", {**target, "logEvents": lines})):
            if code := _ask(caller, operation, parameters):
                raise ValueError(f"{operation} was refused: {code}")


def _stream_of(trail: Trail) -> str:
    return f"{ACCOUNT}_CloudTrail_{trail['HomeRegion']}"


def _forget_oldest(trail: Trail, new: int) -> None:
    """Metric filters have counted them all; and of the new ones drop the copies that MiniStack makes for Insights."""
    logs = ministack("services.cloudwatch_logs")
    with ministack("core.responses").request_scope(ACCOUNT, trail["HomeRegion"]), logs._log_events_lock:
        events = logs._log_groups[group_of(trail["CloudWatchLogsLogGroupArn"])]["streams"][_stream_of(trail)]["events"]
        for event in events[-new:]:
            logs._log_records.pop(event["eventId"], None)
        del events[:-_KEPT]


def _ask(caller: Caller, operation: str, parameters: Mapping[str, Any]) -> str | None:
    """None where it is done, the error's code where what it names is not there; `ValueError` for any other refusal."""
    headers = {"X-Amz-Target": f"Logs_20140328.{operation}", "Content-Type": "application/x-amz-json-1.1"}
    status, _, body = caller.send("logs", "POST", "/", headers, json.dumps(parameters))
    if status < 300:
        return None
    code, message = traffic.failure(status, body)
    if code == "ResourceNotFoundException":
        return code
    raise ValueError(f"{operation} was refused: {message}")
