"""A real local cloud for tests, on a port and in a folder of its own."""

from __future__ import annotations

import json
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

ROOT = {"aws_access_key_id": "000000000000", "aws_secret_access_key": "test"}
Keys = Mapping[str, str]


@dataclass
class LocalCloud:
    """A server process on `state`, with more `options` of its command; its identities are real ones, since the root key
    passes every policy."""

    state: Path
    options: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    endpoint: str = field(default="", init=False)
    _clients: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False)

    def start(self) -> None:
        self._clients.clear()
        log = (self.state.parent / f"{self.state.name}.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "standin", "--state", str(self.state), *self.options],
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        deadline = time.monotonic() + 120
        while not self._healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.state.parent / f"{self.state.name}.log").read_text()[-3000:])
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)
        self.process.wait(timeout=20)

    def client(self, service: str, keys: Keys = ROOT, region: str = "us-east-1") -> Any:
        """One client a service, region and identity: to make one takes longer than most requests."""
        asked = (service, region, *sorted(keys.items()))
        if asked not in self._clients:
            config = Config(
                retries={"total_max_attempts": 1},
                s3={"addressing_style": "path"},
                signature_version="s3v4" if service == "s3" else "v4",
            )
            authority = str(self.state / "tls" / "ca.pem")
            self._clients[asked] = boto3.client(
                service, endpoint_url=self.endpoint, region_name=region, verify=authority, config=config, **keys
            )
        return self._clients[asked]

    @property
    def environment(self) -> dict[str, str]:
        """Environment of a process that acts in it as its account's root user."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": ROOT["aws_access_key_id"],
            "AWS_SECRET_ACCESS_KEY": ROOT["aws_secret_access_key"],
            "AWS_CA_BUNDLE": str(self.state / "tls" / "bundle.pem"),
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def user(self, *statements: Mapping[str, Any], path: str = "/plant/") -> Keys:
        """Keys of a new user with these statements."""
        iam, name = self.client("iam"), unique("user")
        iam.create_user(UserName=name, Path=path)
        iam.put_user_policy(UserName=name, PolicyName="inline", PolicyDocument=policy(*statements))
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return {"aws_access_key_id": key["AccessKeyId"], "aws_secret_access_key": key["SecretAccessKey"]}

    def role(self, *statements: Mapping[str, Any], path: str = "/pipeline/", service: str | None = None) -> str:
        """ARN of a new role that the account, or a service, may assume."""
        iam, name = self.client("iam"), unique("role")
        principal = {"Service": service} if service else {"AWS": "*"}
        trust = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
        arn = iam.create_role(RoleName=name, Path=path, AssumeRolePolicyDocument=policy(trust))["Role"]["Arn"]
        iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=policy(*statements))
        return str(arn)

    def session(self, role_arn: str) -> Keys:
        """Keys of a session of the role."""
        assumer = self.user({"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"})
        given = self.client("sts", assumer).assume_role(RoleArn=role_arn, RoleSessionName="test")["Credentials"]
        return {
            "aws_access_key_id": given["AccessKeyId"],
            "aws_secret_access_key": given["SecretAccessKey"],
            "aws_session_token": given["SessionToken"],
        }

    def bucket(self, *, versioned: bool = False) -> str:
        s3, name = self.client("s3"), unique("bucket")
        s3.create_bucket(Bucket=name)
        if versioned:
            s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        return name

    def deploy(self, resources: Mapping[str, Any], stack: str | None = None, *, name: str | None = None) -> str:
        """Create a stack, by `name` or any, or update `stack`, and wait; RuntimeError with the first reason if it fails."""
        cloudformation, name = self.client("cloudformation"), stack or name or unique("stack")
        call = cloudformation.update_stack if stack else cloudformation.create_stack
        call(StackName=name, TemplateBody=json.dumps({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"])
        while (status := self.stack_status(name)).endswith("IN_PROGRESS"):
            time.sleep(0.05)
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
            reasons = [e.get("ResourceStatusReason", "") for e in events if e["ResourceStatus"].endswith("FAILED")]
            raise RuntimeError(f"{status}: {reasons}")
        return name

    def delete(self, stack: str) -> None:
        """Delete a stack and wait until it is gone."""
        cloudformation = self.client("cloudformation")
        cloudformation.delete_stack(StackName=stack)
        deadline = time.monotonic() + 20
        while (status := self.listed(stack)["StackStatus"]) != "DELETE_COMPLETE":
            assert status == "DELETE_IN_PROGRESS", f"{stack}: {status}"
            assert time.monotonic() < deadline, f"{stack} is not deleted yet"
            time.sleep(0.05)

    def stack_status(self, stack: str) -> str:
        return str(self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"])

    def resource(self, stack: str, logical_id: str) -> str:
        described = self.client("cloudformation").describe_stack_resource(StackName=stack, LogicalResourceId=logical_id)
        return str(described["StackResourceDetail"]["PhysicalResourceId"])

    def listed(self, stack: str) -> Mapping[str, Any]:
        """The latest of this name: a deleted stack is told by the list only, which comes in pages."""
        pages = self.client("cloudformation").get_paginator("list_stacks").paginate()
        summaries = [each for page in pages for each in page["StackSummaries"]]
        found: Mapping[str, Any] = next(each for each in summaries if each["StackName"] == stack)
        return found

    def _healthy(self) -> bool:
        try:
            self.endpoint = json.loads((self.state / "state.json").read_text())["endpoint"]
            context = ssl.create_default_context(cafile=str(self.state / "tls" / "ca.pem"))
            with urllib.request.urlopen(f"{self.endpoint}/_ministack/health", context=context, timeout=5):
                return True
        except (FileNotFoundError, urllib.error.URLError):
            return False


def policy(*statements: Mapping[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def unique(kind: str) -> str:
    return f"{kind}-{uuid.uuid4().hex[:10]}"
