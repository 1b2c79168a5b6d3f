"""Deploys that were cut off: a stack never stays in progress, and a custom resource never waits for a dead function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudformation": ("_stacks", "load_persisted_state"),
    "services.cloudformation.custom_resource": ("_pending", "deliver_response"),
    "services.lambda_svc": ("_execute_function_with_config_scope",),
}

# States from which the next `cdk deploy` or `cdk destroy` can go on: a failed creation is deleted and made anew.
_AFTER_A_RESTART = {
    "CREATE_IN_PROGRESS": "ROLLBACK_FAILED",
    "ROLLBACK_IN_PROGRESS": "ROLLBACK_FAILED",
    "UPDATE_IN_PROGRESS": "UPDATE_ROLLBACK_COMPLETE",
    "UPDATE_ROLLBACK_IN_PROGRESS": "UPDATE_ROLLBACK_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS": "UPDATE_ROLLBACK_COMPLETE",
    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS": "UPDATE_COMPLETE",
    "DELETE_IN_PROGRESS": "DELETE_FAILED",
}


def install(_settings: Settings) -> None:
    wrap("services.cloudformation", "load_persisted_state", _settling_stacks)
    wrap("services.lambda_svc", "_execute_function_with_config_scope", _answering_for_the_dead)


def _settling_stacks(original: Callable[..., Any]) -> Callable[..., Any]:
    def load_persisted_state(data: Any) -> Any:
        restored = original(data)
        for stack in ministack("services.cloudformation")._stacks._data.values():
            settled = _AFTER_A_RESTART.get(stack.get("StackStatus", ""))
            if settled:
                stack["StackStatus"] = settled
                stack["StackStatusReason"] = "the local cloud was restarted during this operation"
        return restored

    return load_persisted_state


def _answering_for_the_dead(original: Callable[..., Any]) -> Callable[..., Any]:
    """A custom resource's function that ends with an error answers nobody, and its stack would wait for an hour."""

    def execute(function: Mapping[str, Any], event: Any) -> Any:
        result = original(function, event)
        if isinstance(event, dict) and "ResponseURL" in event and isinstance(result, dict) and result.get("error"):
            reason = f"the custom resource's function failed: {result.get('body')}"
            _fail_if_unanswered(str(event["ResponseURL"]).rsplit("/", 1)[-1], reason)
        return result

    return execute


def _fail_if_unanswered(token: str, reason: str) -> None:
    custom_resource = ministack("services.cloudformation.custom_resource")
    if (custom_resource._pending.get(token) or {}).get("result") is None:
        custom_resource.deliver_response(token, {"Status": "FAILED", "Reason": reason})
