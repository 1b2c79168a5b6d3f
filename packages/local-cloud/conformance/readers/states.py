"""State machines, and the schedules that start them."""

from __future__ import annotations

import json
from typing import Any

from conformance.assembly import Properties
from conformance.reading import Reading, only, own_tags

_LOGGING = ("level", "includeExecutionData", "destinations")


def read_state_machine(at: Reading) -> Properties:
    states = at.client("stepfunctions")
    machine = states.describe_state_machine(stateMachineArn=at.id)
    tags = states.list_tags_for_resource(resourceArn=at.id)["tags"]
    logging = {name: machine["loggingConfiguration"].get(name) for name in _LOGGING}
    return {
        "StateMachineName": machine["name"],
        "StateMachineType": machine["type"],
        "RoleArn": machine["roleArn"],
        "DefinitionString": _definition(machine["definition"], at.wanted["DefinitionString"]),
        "LoggingConfiguration": _in_pascal_case({k: v for k, v in logging.items() if v is not None}),
        "Tags": own_tags({"Key": tag["key"], "Value": tag["value"]} for tag in tags),
    }


def read_schedule(at: Reading) -> Properties:
    group = at.wanted.get("GroupName", "default")
    schedule = at.client("scheduler").get_schedule(Name=at.id, GroupName=group)
    same = ("Name", "GroupName", "Description", "ScheduleExpression", "ScheduleExpressionTimezone", "State")
    return {**only(schedule, *same, "FlexibleTimeWindow"), "Target": schedule["Target"]}


def _definition(got: str, wanted: str) -> str:
    """The wanted text where both mean the same, so that spaces and the order of members are no difference."""
    return wanted if json.loads(got) == json.loads(wanted) else got


def _in_pascal_case(value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, dict):
        return {name[0].upper() + name[1:]: _in_pascal_case(item) for name, item in value.items()}
    return [_in_pascal_case(item) for item in value] if isinstance(value, list) else value
