"""A local cloud of its own with a bucket for each layer, a stream, and identities with rights of choice."""

from __future__ import annotations

from pathlib import Path

import pytest
from standin.testing.fixtures import cloud
from standin.testing.local_cloud import ROOT, LocalCloud
from tried.plan import Identity, Plan

__all__ = ["cloud"]

PROJECT = Path(__file__).parents[2]
REFERENCE = PROJECT / "node_modules" / "@cloud-copilot" / "iam-data" / "data" / "actions"
FOLDER = "site=a/feeder=sender/view=_probe/"
STREAM = "tried"


@pytest.fixture(scope="session")
def plan(cloud: LocalCloud) -> Plan:
    """Without an identity."""
    cloud.client("kinesis").create_stream(StreamName=STREAM, ShardCount=1)
    versioned = {layer: cloud.bucket(versioned=True) for layer in ("landing", "bronze")}
    return Plan(
        endpoint=cloud.endpoint,
        ca=str(cloud.state / "tls" / "bundle.pem"),
        region="us-east-1",
        account=ROOT["aws_access_key_id"],
        run="test",
        notebook=str(PROJECT / ".venv" / "notebook" / "bin" / "python"),
        owner=ROOT,
        buckets={**versioned, **{layer: cloud.bucket() for layer in ("silver", "gold", "accessLogs")}},
        streams=(STREAM,),
        identities=(),
    )


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
