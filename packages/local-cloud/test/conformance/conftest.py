"""A local cloud of its own, on a free port and in a folder of its own, for everything here."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest

PROJECT = Path(__file__).resolve().parents[4]

REGION = "us-east-1"
START_SECONDS = 40


@dataclass(frozen=True)
class OwnCloud:
    state: Path
    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to act in it as its account's root user."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "000000000000",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CA_BUNDLE": str(self.state / "tls" / "bundle.pem"),
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "000000000000", "aws_secret_access_key": "test"}
        bundle = self.environment["AWS_CA_BUNDLE"]
        return boto3.client(service, endpoint_url=self.endpoint, region_name=REGION, verify=bundle, **keys)

    def deploy(self, stack: str, template: dict[str, Any]) -> None:
        cloudformation = self.client("cloudformation")
        cloudformation.create_stack(
            StackName=stack, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"]
        )
        status = "CREATE_IN_PROGRESS"
        while status == "CREATE_IN_PROGRESS":
            time.sleep(0.1)
            status = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        events = cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        assert status == "CREATE_COMPLETE", [event.get("ResourceStatusReason") for event in events]

    def role(self, name: str) -> str:
        """ARN of a new role that nobody may assume and that may do nothing."""
        nobody = {"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}
        document = json.dumps({"Version": "2012-10-17", "Statement": nobody})
        return str(self.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]["Arn"])

    def physical_id(self, stack: str, logical_id: str) -> str:
        described = self.client("cloudformation").describe_stack_resource(StackName=stack, LogicalResourceId=logical_id)
        return str(described["StackResourceDetail"]["PhysicalResourceId"])


@pytest.fixture(scope="session")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnCloud]:
    state = tmp_path_factory.mktemp("cloud")
    command = [sys.executable, "-m", "standin", "--project", str(PROJECT), "--state", str(state)]
    with (state / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        yield OwnCloud(state, _endpoint(state, server))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def write_assembly(folder: Path, templates: dict[str, Any]) -> Path:
    """A cloud assembly of these stacks, as `cdk synth` lays it out."""
    artifacts = {}
    for stack, template in templates.items():
        (folder / f"{stack}.template.json").write_text(json.dumps(template))
        properties = {"templateFile": f"{stack}.template.json"}
        artifacts[stack] = {"type": "aws:cloudformation:stack", "properties": properties}
    (folder / "manifest.json").write_text(json.dumps({"artifacts": artifacts}))
    return folder


def _endpoint(state: Path, server: subprocess.Popen[bytes]) -> str:
    """The server writes its state file as the last thing before it serves."""
    deadline = time.monotonic() + START_SECONDS
    while not (state / "state.json").exists():
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the local cloud did not start:\n{(state / 'server.log').read_text()[-3000:]}")
        time.sleep(0.1)
    return str(json.loads((state / "state.json").read_text())["endpoint"])
