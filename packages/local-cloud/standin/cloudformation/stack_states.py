"""What CloudFormation refuses of a stack whose creation failed: it can be deleted, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudformation.handlers": ("_ACTION_HANDLERS", "_resolve_stack"),
    "services.cloudformation.helpers": ("_error", "_p"),
}

_DEAD = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED")

Handler = Callable[[Mapping[str, Any]], Any]


def install(_settings: Settings) -> None:
    actions = ministack("services.cloudformation.handlers")._ACTION_HANDLERS
    for action in ("CreateStack", "CreateChangeSet"):
        actions[action] = _refusing(actions[action])


def _refusing(original: Handler) -> Handler:
    def change(params: Mapping[str, Any]) -> Any:
        helpers = ministack("services.cloudformation.helpers")
        name = helpers._p(params, "StackName")
        stack = ministack("services.cloudformation.handlers")._resolve_stack(name)
        status = (stack or {}).get("StackStatus")
        if status not in _DEAD:
            return original(params)
        if helpers._p(params, "ChangeSetType") == "UPDATE":
            message = f"Stack:{stack['StackId']} is in {status} state and can not be updated."
            return helpers._error("ValidationError", message)
        return helpers._error("AlreadyExistsException", f"Stack [{name}] already exists")

    return change
