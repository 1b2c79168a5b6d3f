"""Executions that one gives way to: the pipeline's own expression, evaluated on lists that a test makes up."""

from __future__ import annotations

import json

import pytest
from standin.testing import machines
from standin.testing.local_cloud import LocalCloud
from synthesized import synthesized

ME, OTHER = "arn:b", "arn:a"
EARLY, AT, LATE = "2026-11-24T10:00:00Z", "2026-11-24T10:00:00.500Z", "2026-11-24T10:00:00.501Z"


@pytest.fixture(scope="module")
def machine(cloud: LocalCloud) -> str:
    """Answers with the names of the older ones in `listed`, to an execution `me`."""
    expression = json.loads(synthesized())["definition"]["States"]["Look for others"]["Assign"]["older"]
    expression = expression.replace("$states.result", "$states.input.listed")
    expression = expression.replace("$states.context.Execution", "$states.input.me")
    return machines.machine(cloud, {"Older": {"Type": "Pass", "Output": expression, "End": True}})


@pytest.mark.parametrize(
    ("listed", "older"),
    [
        ([(ME, AT)], []),
        ([(ME, AT), ("arn:z", EARLY)], ["arn:z"]),
        ([(ME, AT), (OTHER, LATE)], []),
        ([(ME, AT), (OTHER, AT)], [OTHER]),
        ([(ME, AT), ("arn:c", AT)], []),
        # The list may not have this execution yet, and may cut times that the context has whole.
        ([(OTHER, EARLY)], [OTHER]),
        ([(OTHER, LATE)], []),
        ([(ME, EARLY), ("arn:c", EARLY)], []),
        ([(ME, AT), (OTHER, EARLY), ("arn:z", EARLY)], [OTHER, "arn:z"]),
    ],
)
def test_an_execution_gives_way_to_those_that_began_before_it(
    cloud: LocalCloud, machine: str, listed: list[tuple[str, str]], older: list[str]
) -> None:
    executions = [{"ExecutionArn": arn, "Name": arn, "StartDate": start} for arn, start in listed]
    given = {"listed": {"Executions": executions}, "me": {"Id": ME, "StartTime": AT}}
    execution = machines.ended(cloud, machines.start(cloud, machine, given))
    assert json.loads(execution["output"]) == older
