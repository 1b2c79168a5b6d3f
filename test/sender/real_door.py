"""The local cloud as the other side of the sender's door, in a process and an environment of its own."""

from __future__ import annotations

import json
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

PYTHON = Path(__file__).parents[2] / ".venv/local/bin/python"
ROOT = {"AWS_ACCESS_KEY_ID": "000000000000", "AWS_SECRET_ACCESS_KEY": "test"}
SITE = "mine-site"


class RealDoor:
    """`keys` are a sender's: it may put below its prefix and give up what it began, and nothing else."""

    def __init__(self, folder: Path) -> None:
        state, log = folder / "cloud", folder / "cloud.log"
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [PYTHON, "-m", "standin", "--state", str(state)], stdout=out, stderr=out, start_new_session=True
            )
        self.ca_file = state / "tls" / "ca.pem"
        deadline = time.monotonic() + 60
        while not self._is_well(state):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(log.read_text()[-3000:])
            time.sleep(0.1)
        self.keys = self._sender()

    def _is_well(self, state: Path) -> bool:
        try:
            self.endpoint = str(json.loads((state / "state.json").read_text())["endpoint"])
            context = ssl.create_default_context(cafile=str(self.ca_file))
            with urllib.request.urlopen(f"{self.endpoint}/_ministack/health", context=context, timeout=5):
                return True
        except (OSError, urllib.error.URLError):
            return False

    def _sender(self) -> Mapping[str, str]:
        iam = self.client("iam")
        allowed = ["s3:PutObject", "s3:AbortMultipartUpload"]
        own = f"arn:aws:s3:::landing-*/site={SITE}/feeder=sender/*"
        iam.create_user(UserName="sender", Path="/plant/")
        files = {"Effect": "Allow", "Action": allowed, "Resource": own}
        records = {
            "Effect": "Allow",
            "Action": "kinesis:PutRecords",
            "Resource": "arn:aws:kinesis:*:*:stream/airlock-test-*",
        }
        iam.put_user_policy(UserName="sender", PolicyName="own", PolicyDocument=_policy(files, records))
        key = iam.create_access_key(UserName="sender")["AccessKey"]
        return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}

    def end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def client(self, service: str, keys: Mapping[str, str] = ROOT) -> Any:  # noqa: ANN401 - made at run time
        names = {name.lower(): value for name, value in keys.items()}
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            verify=str(self.ca_file),
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
            **names,
        )

    def bucket(self) -> str:
        """A new bucket with versions, so that an overwrite would show, and landing's word on If-None-Match."""
        name = f"landing-{time.time_ns()}"
        s3 = self.client("s3")
        s3.create_bucket(Bucket=name)
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        unconditional = {"Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}}
        deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Condition": unconditional}
        s3.put_bucket_policy(Bucket=name, Policy=_policy({**deny, "Resource": f"arn:aws:s3:::{name}/*"}))
        return name

    def objects(self, bucket: str) -> dict[str, bytes]:
        """Every object by its key; an `AssertionError` where one was overwritten."""
        s3 = self.client("s3")
        found: dict[str, bytes] = {}
        for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
            for version in page.get("Versions", []):
                assert version["Key"] not in found, f"{version['Key']} was overwritten"
                found[version["Key"]] = s3.get_object(Bucket=bucket, Key=version["Key"])["Body"].read()
        return found


def _policy(*statements: Mapping[str, object]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
