"""A local cloud of its own with a bucket for each layer, a stream, and identities with rights of choice."""

from __future__ import annotations

from pathlib import Path

import plants
import pytest
from standin.testing.fixtures import cloud
from standin.testing.local_cloud import ROOT, LocalCloud, policy
from tried.plan import Identity, Plan

__all__ = ["cloud"]

PROJECT = Path(__file__).parents[2]
REFERENCE = PROJECT / "node_modules" / "@cloud-copilot" / "iam-data" / "data" / "actions"
FOLDER = "site=a/feeder=sender/view=_probe/"
STREAM = "tried"
OTHER_STREAM = "tried-other"


@pytest.fixture(scope="session")
def plan(cloud: LocalCloud) -> Plan:
    """Without an identity. Landing has a policy that concerns nobody, and the other stream a record."""
    kinesis = cloud.client("kinesis")
    for name in (STREAM, OTHER_STREAM):
        kinesis.create_stream(StreamName=name, ShardCount=1)
    kinesis.put_record(StreamName=OTHER_STREAM, PartitionKey="probe", Data=b'{"Value": 1}')
    versioned = {layer: cloud.bucket(versioned=True) for layer in ("landing", "bronze")}
    nobody = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject"}
    statement = {**nobody, "Resource": f"arn:aws:s3:::{versioned['landing']}/nobody/*"}
    cloud.client("s3").put_bucket_policy(Bucket=versioned["landing"], Policy=policy(statement))
    return Plan(
        endpoint=cloud.endpoint,
        ca=str(cloud.state / "tls" / "bundle.pem"),
        region="us-east-1",
        account=ROOT["aws_access_key_id"],
        run="test",
        notebook=str(PROJECT / ".venv" / "notebook" / "bin" / "python"),
        owner=ROOT,
        buckets={**versioned, **{layer: cloud.bucket() for layer in ("silver", "gold", "accessLogs")}},
        streams=(STREAM, OTHER_STREAM),
        identities=(),
    )


@pytest.fixture(scope="session")
def stream(cloud: LocalCloud) -> str:
    cloud.client("kinesis").create_stream(StreamName=plants.STREAM, ShardCount=1)
    return plants.STREAM


def identity(cloud: LocalCloud, *statements: dict[str, object]) -> Identity:
    """A new user with these statements, which may read nothing on purpose."""
    return Identity(
        name="sender of a",
        profile="sender",
        keys=cloud.user(*statements),
        folder=FOLDER,
        other_folder=FOLDER.replace("site=a", "site=b"),
        stream=STREAM,
        opened=frozenset(),
    )
