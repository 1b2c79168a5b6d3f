"""Schedules that start a state machine as their own role."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError

from standin.cloudformation.handlers import Properties
from standin.iam import service_roles
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

# Named by resource_types/.
__all__ = ["set_zone"]

SEAMS: Seams = {
    "services.eventbridge": ("_invoke_target",),
    "services.scheduler": ("_SCHEDULE_TICK_INTERVAL", "_schedules", "_tick_schedules"),
}

_log = logging.getLogger("standin.schedules")


def install(settings: Settings) -> None:
    # MiniStack looks every ten seconds, which makes a schedule of a minute uneven.
    ministack("services.scheduler")._SCHEDULE_TICK_INTERVAL = 1

    def starting(original: Callable[..., None]) -> Callable[..., None]:
        def invoke_target(target: dict[str, Any], event: dict[str, Any], rule: dict[str, Any], *more: Any) -> None:
            if event.get("Source") == "aws.scheduler":
                _start(settings, target, rule)
            else:
                original(target, event, rule, *more)

        return invoke_target

    wrap("services.eventbridge", "_invoke_target", starting)


def _start(settings: Settings, target: dict[str, Any], schedule: dict[str, Any]) -> None:
    group = schedule["Arn"].replace(":schedule/", ":schedule-group/").rpartition("/")[0]
    caller = service_roles.Caller(settings, target["RoleArn"], "scheduler.amazonaws.com", group)
    try:
        if ":stateMachine:" not in target["Arn"]:
            raise NotImplementedError("the local cloud starts state machines by a schedule, and nothing else")
        states = caller.client("stepfunctions")
        states.start_execution(stateMachineArn=target["Arn"], input=target.get("Input", "{}"))
    except (ClientError, NotImplementedError, service_roles.NotTrustedError) as error:
        _log.warning("%s started nothing: %s", schedule["Arn"], error)


def set_zone(name: str, props: Properties) -> None:
    schedule = ministack("services.scheduler")._schedules[f"{props.get('GroupName', 'default')}/{name}"]
    schedule["ScheduleExpressionTimezone"] = props.get("ScheduleExpressionTimezone", "UTC")
