"""A list of executions tells of a start and of an end some time later, as AWS says of it; one execution is told at once."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from standin.testing.local_cloud import LocalCloud, unique

LAG = 2.0
ANY = {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    folder: Path = tmp_path_factory.mktemp("late")
    cloud = LocalCloud(folder / "cloud", options=("--list-lag", str(LAG)))
    cloud.start()
    yield cloud
    cloud.end(signal.SIGTERM)


def test_a_start_and_an_end_show_later(late: LocalCloud) -> None:
    states, role = late.client("stepfunctions"), late.role(ANY, service="states.amazonaws.com")
    definition = {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 4, "End": True}}}
    machine = states.create_state_machine(name=unique("machine"), roleArn=role, definition=json.dumps(definition))
    arn = states.start_execution(stateMachineArn=machine["stateMachineArn"])["executionArn"]

    def listed(**asked: Any) -> list[str]:
        found = states.list_executions(stateMachineArn=machine["stateMachineArn"], **asked)["executions"]
        return [each["status"] for each in found]

    assert (states.describe_execution(executionArn=arn)["status"], listed()) == ("RUNNING", [])
    assert seconds_until(lambda: listed(statusFilter="RUNNING") == ["RUNNING"]) > LAG / 2
    assert seconds_until(lambda: states.describe_execution(executionArn=arn)["status"] == "SUCCEEDED") < 10
    assert listed() == ["RUNNING"]
    assert seconds_until(lambda: listed() == ["SUCCEEDED"]) > LAG / 2
    assert listed(statusFilter="RUNNING") == []


def seconds_until(holds: Callable[[], bool]) -> float:
    start = time.monotonic()
    while not holds():
        assert time.monotonic() < start + 15
        time.sleep(0.05)
    return time.monotonic() - start
