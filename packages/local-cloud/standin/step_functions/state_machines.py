"""Executions of state machines that ask for their role's rights, keep their time limit, and end once."""

from __future__ import annotations

import contextvars
import json
import threading
from collections.abc import Callable
from typing import Any

from standin.cloudformation.handlers import Properties
from standin.iam import service_roles
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings
from standin.step_functions import machine_calls

# Named by resource_types/.
__all__ = ["set_logging"]

SEAMS: Seams = {
    "services.cloudwatch": ("record_metric",),
    "services.stepfunctions": (
        "_ExecutionError",
        "_add_event",
        "_apply_jsonata_output",
        "_apply_output_path",
        "_emit_execution_status_event",
        "_executions",
        "_fail_execution",
        "_invoke_resource",
        "_run_execution",
        "_state_machines",
        "_state_query_language",
        "load_persisted_state",
        "now_iso",
    ),
}

Execution = dict[str, Any]

_ENDED_WITH_US = "the local cloud was restarted during this execution"
_METRICS = {
    "RUNNING": "ExecutionsStarted",
    "SUCCEEDED": "ExecutionsSucceeded",
    "FAILED": "ExecutionsFailed",
    "TIMED_OUT": "ExecutionsTimedOut",
    "ABORTED": "ExecutionsAborted",
}
_current: contextvars.ContextVar[Execution | None] = contextvars.ContextVar("standin_execution", default=None)


def install(settings: Settings) -> None:
    service = ministack("services.stepfunctions")

    def invoke(resource: str, given: Any) -> Any:
        execution = _current.get()
        if execution is None:
            raise service._ExecutionError("States.Runtime", "the local cloud runs what StartExecution started, no more")
        if execution["status"] != "RUNNING":
            raise machine_calls.NoLongerWantedError
        role = execution["events"][0]["executionStartedEventDetails"]["roleArn"]
        caller = service_roles.Caller(settings, role, "states.amazonaws.com", execution["stateMachineArn"])
        return machine_calls.call(caller, resource, given, lambda: execution["status"] == "RUNNING")

    service._invoke_resource = invoke
    wrap("services.stepfunctions", "_apply_output_path", _with_output_of_succeed)
    wrap("services.stepfunctions", "_run_execution", _within_its_time)
    wrap("services.stepfunctions", "_fail_execution", _once)
    wrap("services.stepfunctions", "_emit_execution_status_event", _measured)
    wrap("services.stepfunctions", "load_persisted_state", _telling_of_the_restart)


def _with_output_of_succeed(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack passes over the `Output` of a Succeed state in JSONata."""

    def apply_output_path(state: Properties, data: Any, context: Any = None) -> Any:
        service = ministack("services.stepfunctions")
        if state.get("Type") == "Succeed" and service._state_query_language(state, context) == "JSONata":
            return service._apply_jsonata_output(state, data, context, default=data)
        return original(state, data, context)

    return apply_output_path


def _within_its_time(original: Callable[[str], None]) -> Callable[[str], None]:
    def run_execution(arn: str) -> None:
        service = ministack("services.stepfunctions")
        execution = service._executions[arn]
        _current.set(execution)
        limit = json.loads(service._state_machines[execution["stateMachineArn"]]["definition"]).get("TimeoutSeconds")
        if limit is None:
            original(arn)
            return
        timer = threading.Timer(limit, contextvars.copy_context().run, (_time_out, execution))
        timer.daemon = True
        timer.start()
        try:
            original(arn)
        finally:
            timer.cancel()

    return run_execution


def _time_out(execution: Execution) -> None:
    if execution["status"] != "RUNNING":
        return
    service = ministack("services.stepfunctions")
    execution.update(status="TIMED_OUT", error="States.Timeout", stopDate=service.now_iso())
    service._add_event(execution, "ExecutionTimedOut", {"executionTimedOutEventDetails": {"error": "States.Timeout"}})
    service._emit_execution_status_event(execution)


def _once(original: Callable[..., None]) -> Callable[..., None]:
    """An execution that was stopped stays so, whatever its last state comes back with."""

    def fail_execution(execution: Execution, error: str, cause: str) -> None:
        if execution["status"] == "RUNNING":
            original(execution, error, cause)

    return fail_execution


def _measured(original: Callable[[Execution], None]) -> Callable[[Execution], None]:
    def emit(execution: Execution) -> None:
        original(execution)
        dimensions = {"StateMachineArn": execution["stateMachineArn"]}
        record = ministack("services.cloudwatch").record_metric
        record("AWS/States", _METRICS[execution["status"]], 1, "Count", dimensions)

    return emit


def _telling_of_the_restart(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack fails an execution that ran; here its history says so too, as that of any failed one does."""

    def load_persisted_state(data: Any) -> Any:
        restored = original(data)
        service = ministack("services.stepfunctions")
        for execution in service._executions._data.values():
            if execution["status"] == "FAILED" and execution["events"][-1]["type"] != "ExecutionFailed":
                execution["cause"] = _ENDED_WITH_US
                details = {"error": execution["error"], "cause": _ENDED_WITH_US}
                service._add_event(execution, "ExecutionFailed", {"executionFailedEventDetails": details})
        return restored

    return load_persisted_state


def set_logging(arn: str, props: Properties) -> None:
    """MiniStack stores a template's words; DescribeStateMachine speaks in the API's."""
    logging = props.get("LoggingConfiguration")
    if logging is not None:
        ministack("services.stepfunctions")._state_machines[arn]["loggingConfiguration"] = _in_camel_case(logging)


def _in_camel_case(value: Any) -> Any:
    if isinstance(value, dict):
        return {name[0].lower() + name[1:]: _in_camel_case(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_in_camel_case(item) for item in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
