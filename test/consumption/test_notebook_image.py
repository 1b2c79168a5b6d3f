"""The function that a deployment asks for its image: it starts the one build that it may, and a deployment that it cannot serve fails."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conformance.testing import run_check, write_assembly
from pods import ROOT
from standin.testing.local_cloud import LocalCloud, unique

BUNDLE = "const { lambdaCode } = await import('./lib/functions/lambda-code.ts'); lambdaCode('notebook-image')"


@pytest.fixture(scope="module")
def code(cloud: LocalCloud) -> dict[str, str]:
    """The function as it is deployed, in a bucket."""
    subprocess.run(["node", "--import", "tsx", "--input-type=module", "-e", BUNDLE], cwd=ROOT, check=True)
    packed, bucket = io.BytesIO(), cloud.bucket()
    with zipfile.ZipFile(packed, "w") as content:
        content.write(ROOT / "build/lambda/notebook-image/index.js", "index.js")
    cloud.client("s3").put_object(Bucket=bucket, Key="code.zip", Body=packed.getvalue())
    return {"S3Bucket": bucket, "S3Key": "code.zip"}


def stack(cloud: LocalCloud, code: dict[str, str], project: str, allowed: str, image: str = "one") -> dict[str, Any]:
    """A project, and a function that may start the build of `allowed`."""
    start = {"Effect": "Allow", "Action": "codebuild:StartBuild"}
    function = cloud.role(
        {**start, "Resource": f"arn:aws:codebuild:us-east-1:000000000000:project/{allowed}"},
        service="lambda.amazonaws.com",
    )
    build = cloud.role({**start, "Effect": "Deny", "Resource": "*"}, service="codebuild.amazonaws.com")
    told = [{"Name": "IMAGE", "Value": image}]
    environment = {
        "Type": "LINUX_CONTAINER", "ComputeType": "BUILD_GENERAL1_SMALL", "Image": "i", "EnvironmentVariables": told,
    }  # fmt: skip
    return {
        "Project": {
            "Type": "AWS::CodeBuild::Project",
            "Properties": {
                "Name": project,
                "Source": {"Type": "S3", "Location": "sources/image.zip"},
                "Artifacts": {"Type": "NO_ARTIFACTS"},
                "Environment": environment,
                "ServiceRole": build,
            },
        },
        "Starter": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": code,
                "Handler": "index.handler",
                "Runtime": "nodejs24.x",
                "Role": function,
                "Timeout": 60,
            },
        },
        "Image": {
            "Type": "Custom::NotebookImage",
            "Properties": {
                "ServiceToken": {"Fn::GetAtt": ["Starter", "Arn"]},
                "ServiceTimeout": "60",
                "project": {"Ref": "Project"},
                "image": image,
            },
        },
    }


def builds(cloud: LocalCloud, project: str) -> list[str]:
    codebuild = cloud.client("codebuild")
    ids = codebuild.list_builds_for_project(projectName=project)["ids"]
    return [each["buildStatus"] for each in codebuild.batch_get_builds(ids=ids)["builds"]]


def test_each_image_is_one_build_and_none_is_said_to_be_built(cloud: LocalCloud, code: dict[str, str]) -> None:
    project = unique("project")
    made = cloud.deploy(resources := stack(cloud, code, project, project))
    assert builds(cloud, project) == ["STOPPED"]
    resources["Image"]["Properties"]["image"] = "another"
    resources["Project"]["Properties"]["Environment"]["EnvironmentVariables"][0]["Value"] = "another"
    cloud.deploy(resources, made)
    assert builds(cloud, project) == ["STOPPED", "STOPPED"]
    cloud.delete(made)


def test_a_build_that_was_never_asked_for_is_found(cloud: LocalCloud, code: dict[str, str], tmp_path: Path) -> None:
    project = unique("project")
    resources = stack(cloud, code, project, project)
    name = cloud.deploy(resources, name=unique("image"))
    assembly = write_assembly(tmp_path, {name: {"Resources": resources}})
    assert run_check(cloud, assembly, "--kinds", "own_kinds").code == 0
    codebuild = cloud.client("codebuild")
    codebuild.batch_delete_builds(ids=codebuild.list_builds_for_project(projectName=project)["ids"])
    found = run_check(cloud, assembly, "--json", "--kinds", "own_kinds")
    assert found.named("different") == ["Image.project"]


def test_a_build_that_cannot_be_started_fails_the_deployment(cloud: LocalCloud, code: dict[str, str]) -> None:
    with pytest.raises(RuntimeError, match="the build could not be started: AccessDenied"):
        cloud.deploy(stack(cloud, code, unique("project"), "another"))
