"""Calls of a state machine's states, as the machine's role: Lambda, SNS, a Glue run to its end, and `aws-sdk:…`."""

from __future__ import annotations

import contextvars
import datetime
import json
import time
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from standin.iam import service_roles
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "app": ("call_service_handler_sync",),
    "services.stepfunctions": ("_ExecutionError", "_invoke_aws_sdk_integration"),
}

Input = Mapping[str, Any]
IsWanted = Callable[[], bool]

_LOOK_SECONDS = 0.5
_RUNNING = ("STARTING", "RUNNING", "STOPPING", "WAITING")
_sdk_caller: contextvars.ContextVar[service_roles.Caller | None] = contextvars.ContextVar(
    "standin_sdk_caller", default=None
)


class NoLongerWantedError(SystemExit):
    """The execution was stopped: its thread ends, and neither Retry nor Catch sees this."""


def install(_settings: Settings) -> None:
    wrap("app", "call_service_handler_sync", _as_the_role)


def call(caller: service_roles.Caller, resource: str, given: Input, is_wanted: IsWanted) -> Any:
    """The result of a Task state's `resource`; its error as Step Functions names it.

    `is_wanted` turns false when the execution has ended, which ends a Glue run that the state waits for.
    """
    name = resource.rpartition(":::")[2]
    try:
        if name == "lambda:invoke":
            return _invoke(caller, given)
        if name == "sns:publish":
            return _publish(caller, given)
        if name in ("glue:startJobRun", "glue:startJobRun.sync"):
            return _run_job(caller, given, is_wanted if name.endswith(".sync") else None)
        if name.startswith("aws-sdk:"):
            return _sdk(caller, resource, given)
    except ClientError as error:
        raise _error(_error_name(name, error), str(error)) from error
    except service_roles.NotTrustedError as error:
        raise _error("States.Runtime", str(error)) from error
    raise _error("States.Runtime", f"the local cloud does not call {resource} as the state machine's role")


def _invoke(caller: service_roles.Caller, given: Input) -> Any:
    payload = json.dumps(given.get("Payload", {})).encode()
    answer = caller.client("lambda").invoke(FunctionName=given["FunctionName"], Payload=payload)
    text = answer["Payload"].read().decode()
    if answer.get("FunctionError"):
        raise _error(json.loads(text).get("errorType", "Lambda.Unknown"), text)
    return {"ExecutedVersion": "$LATEST", "Payload": json.loads(text or "null"), "StatusCode": answer["StatusCode"]}


def _publish(caller: service_roles.Caller, given: Input) -> Any:
    message = given["Message"]
    text = message if isinstance(message, str) else json.dumps(message)
    answer = caller.client("sns").publish(**{**_set(given), "Message": text})
    return {"MessageId": answer["MessageId"]}


def _run_job(caller: service_roles.Caller, given: Input, is_wanted: IsWanted | None) -> Any:
    glue, job = caller.client("glue"), given["JobName"]
    run_id = glue.start_job_run(**_set(given))["JobRunId"]
    if is_wanted is None:
        return {"JobName": job, "JobRunId": run_id}
    while True:
        run = glue.get_job_run(JobName=job, RunId=run_id)["JobRun"]
        if run["JobRunState"] not in _RUNNING:
            break
        if not is_wanted():
            glue.batch_stop_job_run(JobName=job, JobRunIds=[run_id])
            raise NoLongerWantedError
        time.sleep(_LOOK_SECONDS)
    told = as_told(run)
    if run["JobRunState"] != "SUCCEEDED":
        raise _error("States.TaskFailed", json.dumps(told, separators=(",", ":")))
    return told


def as_told(run: Mapping[str, Any]) -> dict[str, Any]:
    """A job run as Step Functions tells it: times in milliseconds since 1970, and nothing that is not set."""
    return {
        name: int(value.timestamp() * 1000) if isinstance(value, datetime.datetime) else value
        for name, value in sorted(run.items())
        if value not in (None, "")
    }


def _sdk(caller: service_roles.Caller, resource: str, given: Input) -> Any:
    token = _sdk_caller.set(caller)
    try:
        return ministack("services.stepfunctions")._invoke_aws_sdk_integration(resource, given)
    finally:
        _sdk_caller.reset(token)


def _as_the_role(original: Callable[..., Any]) -> Callable[..., Any]:
    """MiniStack hands the request of an `aws-sdk:` state to the service itself, past every check of rights."""

    def call_service_handler_sync(
        handler: Any,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: str | bytes,
        query: Mapping[str, Any],
        *more: Any,
    ) -> Any:
        caller = _sdk_caller.get()
        if caller is None:
            return original(handler, method, path, headers, body, query, *more)
        if query:
            raise _error("States.Runtime", f"the local cloud does not sign a query: {sorted(query)}")
        return caller.send(headers["host"].partition(".")[0], method, path, headers, body)

    return call_service_handler_sync


def _set(given: Input) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def _error_name(name: str, error: ClientError) -> str:
    code = error.response["Error"]["Code"]
    if name.startswith("lambda:"):
        return "Lambda.AWSLambdaException" if code.startswith("AccessDenied") else f"Lambda.{code}"
    prefix = {"glue": "Glue", "sns": "SNS"}[name.partition(":")[0]]
    return f"{prefix}.{code if code.endswith('Exception') else code + 'Exception'}"


def _error(name: str, cause: str) -> Exception:
    error: Exception = ministack("services.stepfunctions")._ExecutionError(name, cause)
    return error
