"""DescribeStackResources by the name of a resource, which MiniStack knows only by the name of a stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudformation": ("_stacks",),
    "services.cloudformation.handlers": ("_ACTION_HANDLERS", "_error", "_p"),
}

Handler = Callable[[Mapping[str, Any]], Any]
_OPERATION = "DescribeStackResources"


def install(_settings: Settings) -> None:
    table = ministack("services.cloudformation.handlers")._ACTION_HANDLERS
    table[_OPERATION] = _by_resource_too(table[_OPERATION])


def _by_resource_too(original: Handler) -> Handler:
    def describe_stack_resources(params: Mapping[str, Any]) -> Any:
        handlers = ministack("services.cloudformation.handlers")
        named = handlers._p(params, "PhysicalResourceId")
        if not named or handlers._p(params, "StackName"):
            return original(params)
        owner = _owner(named)
        if owner is None:
            return handlers._error("ValidationError", f"Stack for {named} does not exist")
        return original({**params, "StackName": [owner]})

    return describe_stack_resources


def _owner(physical_id: str) -> str | None:
    for name, stack in ministack("services.cloudformation")._stacks.items():
        if stack.get("StackStatus") == "DELETE_COMPLETE":
            continue
        resources = stack.get("_resources", {}).values()
        if any(each.get("PhysicalResourceId") == physical_id for each in resources):
            return str(name)
    return None
