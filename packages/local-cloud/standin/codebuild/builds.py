"""Builds of CodeBuild are on record, and none runs: there is no container here.

A build that was handed a custom resource's answer to give will not give it, and CloudFormation would wait for ever: it is
given here, and says that nothing was built.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.codebuild": ("_builds", "_start_build"),
    "services.cloudformation.custom_resource": ("deliver_response",),
}

_ANSWERS = "/_ministack/cfn-response/"
RECORDED = "recorded: there is no container here that it would run in"


def install(_settings: Settings) -> None:
    wrap("services.codebuild", "_start_build", _recording)


def _recording(original: Callable[..., Any]) -> Callable[..., Any]:
    def start_build(data: Mapping[str, Any]) -> Any:
        status, headers, body = original(data)
        if status >= 300:
            return status, headers, body
        build = json.loads(body)["build"]
        # MiniStack says SUCCEEDED of what nobody did.
        told = {"buildStatus": "STOPPED", "phases": [_stopped(build["startTime"])]}
        ministack("services.codebuild")._builds[build["id"]].update(told)
        for variable in data.get("environmentVariablesOverride") or []:
            _answer(str(variable.get("value", "")), str(data["projectName"]))
        return status, headers, json.dumps({"build": {**build, **told}}).encode()

    return start_build


def _stopped(at: int) -> dict[str, Any]:
    contexts = [{"statusCode": "NOT_RUN", "message": RECORDED}]
    return {"phaseType": "SUBMITTED", "phaseStatus": "STOPPED", "startTime": at, "endTime": at, "contexts": contexts}


def _answer(value: str, project: str) -> None:
    """Nothing where the value is no address of an answer."""
    _, found, token = value.partition(_ANSWERS)
    if found:
        answer = {"Status": "SUCCESS", "Reason": RECORDED, "PhysicalResourceId": project}
        ministack("services.cloudformation.custom_resource").deliver_response(token, answer)
