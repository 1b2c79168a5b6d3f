"""A build is on record and never runs; a deployment that waits for one is told so."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from standin.testing.local_cloud import LocalCloud, unique

NOTHING = {"Effect": "Deny", "Action": "*", "Resource": "*"}
SOURCE = {"type": "S3", "location": "sources/image.zip"}
ENVIRONMENT = {"type": "LINUX_CONTAINER", "computeType": "BUILD_GENERAL1_SMALL", "image": "aws/codebuild/standard:7.0"}


def project(cloud: LocalCloud) -> str:
    name, role = unique("project"), cloud.role(NOTHING, service="codebuild.amazonaws.com")
    cloud.client("codebuild").create_project(
        name=name, source=SOURCE, artifacts={"type": "NO_ARTIFACTS"}, environment=ENVIRONMENT, serviceRole=role
    )
    return name


def started(cloud: LocalCloud, name: str, **keys: Any) -> dict[str, Any]:
    build: dict[str, Any] = cloud.client("codebuild", **keys).start_build(projectName=name)["build"]
    return build


def test_a_build_is_recorded_as_one_that_did_not_run(cloud: LocalCloud) -> None:
    build = started(cloud, project(cloud))
    (known,) = cloud.client("codebuild").batch_get_builds(ids=[build["id"]])["builds"]
    assert (build["buildStatus"], known["buildStatus"]) == ("STOPPED", "STOPPED")
    (phase,) = known["phases"]
    assert phase["contexts"][0]["message"] == "recorded: there is no container here that it would run in"


def test_who_may_start_one_build_may_start_no_other(cloud: LocalCloud) -> None:
    mine, other = project(cloud), project(cloud)
    arn = f"arn:aws:codebuild:us-east-1:000000000000:project/{mine}"
    keys = cloud.user({"Effect": "Allow", "Action": "codebuild:StartBuild", "Resource": arn})
    assert started(cloud, mine, keys=keys)["projectName"] == mine
    with pytest.raises(ClientError, match="AccessDenied"):
        started(cloud, other, keys=keys)
