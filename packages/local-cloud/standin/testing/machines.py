"""State machines, trivial jobs and executions for the tests of both."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from standin.testing.local_cloud import LocalCloud, unique

SLEEPS = "import time\ntime.sleep(600)\n"
SUCCEEDS = "print('done')\n"
ALL: Mapping[str, Any] = {"Effect": "Allow", "Action": "*", "Resource": "*"}


def job(cloud: LocalCloud, script: str, name: str | None = None) -> str:
    """Name of a new Glue job that runs a Python script, one run at a time."""
    bucket, name = cloud.bucket(), name or unique("job")
    cloud.client("s3").put_object(Bucket=bucket, Key="script.py", Body=script.encode())
    properties = {
        "Name": name,
        "Role": cloud.role(ALL, service="glue.amazonaws.com"),
        "Command": {"Name": "glueetl", "PythonVersion": "3", "ScriptLocation": f"s3://{bucket}/script.py"},
        "ExecutionProperty": {"MaxConcurrentRuns": 1},
    }
    cloud.deploy({"Job": {"Type": "AWS::Glue::Job", "Properties": properties}})
    return name


def machine(cloud: LocalCloud, states: Mapping[str, Any], *, role: str | None = None, **top: object) -> str:
    """ARN of a new state machine in JSONata that starts with its first state."""
    definition = {"QueryLanguage": "JSONata", "StartAt": next(iter(states)), "States": states, **top}
    properties = {
        "StateMachineName": unique("machine"),
        "DefinitionString": json.dumps(definition),
        "RoleArn": role or cloud.role(ALL, service="states.amazonaws.com"),
    }
    stack = cloud.deploy({"Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}})
    return cloud.resource(stack, "Machine")


def task(resource: str, **fields: object) -> dict[str, object]:
    return {"Type": "Task", "Resource": f"arn:aws:states:::{resource}", "End": True, **fields}


def start(cloud: LocalCloud, machine: str, given: object | None = None) -> str:
    """ARN of a new execution."""
    states = cloud.client("stepfunctions")
    return str(states.start_execution(stateMachineArn=machine, input=json.dumps(given or {}))["executionArn"])


def ended(cloud: LocalCloud, execution: str) -> dict[str, Any]:
    """The execution when it no longer runs."""
    states, deadline = cloud.client("stepfunctions"), time.monotonic() + 60
    while time.monotonic() < deadline:
        described: dict[str, Any] = states.describe_execution(executionArn=execution)
        if described["status"] != "RUNNING":
            return described
        time.sleep(0.1)
    raise TimeoutError(described)


def runs(cloud: LocalCloud, job: str, at_least: int = 0) -> list[dict[str, Any]]:
    """The job's runs, once there are as many."""
    deadline = time.monotonic() + 30
    while True:
        found: list[dict[str, Any]] = cloud.client("glue").get_job_runs(JobName=job)["JobRuns"]
        if len(found) >= at_least or time.monotonic() > deadline:
            return found
        time.sleep(0.1)


def history(cloud: LocalCloud, execution: str) -> list[str]:
    """Types of the execution's events."""
    events = cloud.client("stepfunctions").get_execution_history(executionArn=execution, maxResults=1000)["events"]
    return [event["type"] for event in events]


def function(cloud: LocalCloud, body: str, name: str | None = None) -> str:
    """ARN of a new Lambda function in Python with this body, of the parameter `event`."""
    code = f"def handler(event, context):\n    {body}\n"
    return _function(cloud, name or unique("function"), "python3.13", ("index.py", code), {})


def bundled(cloud: LocalCloud, bundle: Path, variables: Mapping[str, str]) -> str:
    """ARN of a new Lambda function of Node that is this bundle."""
    return _function(cloud, unique("function"), "nodejs24.x", ("index.js", bundle.read_text()), variables)


def _function(cloud: LocalCloud, name: str, runtime: str, code: tuple[str, str], variables: Mapping[str, str]) -> str:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr(*code)
    created = cloud.client("lambda").create_function(
        FunctionName=name,
        Runtime=runtime,
        Handler="index.handler",
        Role=cloud.role(ALL, service="lambda.amazonaws.com"),
        Code={"ZipFile": archive.getvalue()},
        Environment={"Variables": dict(variables)},
    )
    return str(created["FunctionArn"])
