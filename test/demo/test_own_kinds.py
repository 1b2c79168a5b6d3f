"""PI Integrators with a key in a secret, read back: first on a fresh deploy, then after changes behind the back of CloudFormation."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conformance.testing import Outcome, run_check, write_assembly
from standin.testing.local_cloud import LocalCloud

STACK = "integrators"
CHANGED = ["InactiveKeys.user", "DeletedKeys.user", "EmptiedKeys.user", "ForeignKeys.user", "OrphanKeys.ServiceToken"]

_VALUE = '{"accessKeyId":"${Id}","secretAccessKey":"${Sealed}"}'


ANSWERS = """
import json, urllib.request


def handler(event, context):
    answer = {"Status": "SUCCESS", "PhysicalResourceId": "keys", "Reason": "", "Data": {}}
    told = {name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")}
    body = json.dumps({**told, **answer}).encode()
    urllib.request.urlopen(urllib.request.Request(event["ResponseURL"], data=body, method="PUT"))
"""


def _function(cloud: LocalCloud) -> dict[str, Any]:
    archive, bucket = io.BytesIO(), cloud.bucket()
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("index.py", ANSWERS)
    cloud.client("s3").put_object(Bucket=bucket, Key="function.zip", Body=archive.getvalue())
    role = cloud.role({"Effect": "Allow", "Action": "*", "Resource": "*"}, service="lambda.amazonaws.com")
    code = {"S3Bucket": bucket, "S3Key": "function.zip"}
    properties = {"Code": code, "Handler": "index.handler", "Runtime": "python3.13", "Role": role}
    return {"Type": "AWS::Lambda::Function", "Properties": properties}


def _integrator(name: str, function: str) -> dict[str, Any]:
    """A user, its key, the secret that holds it, and the custom resource that says so."""
    user, key, site = f"{name}User", f"{name}Key", name.lower()
    return {
        user: {"Type": "AWS::IAM::User", "Properties": {"UserName": f"a-pi-integrator-{site}"}},
        key: {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": user}}},
        f"{name}Secret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {
                "Name": f"acme/a-pi-integrator-{site}",
                "SecretString": {
                    "Fn::Sub": [_VALUE, {"Id": {"Ref": key}, "Sealed": {"Fn::GetAtt": [key, "SecretAccessKey"]}}]
                },
            },
        },
        f"{name}Keys": {
            "Type": "Custom::PiIntegratorKeys",
            "DependsOn": f"{name}Secret",
            "Properties": {
                "ServiceToken": {"Fn::GetAtt": [function, "Arn"]},
                "site": site,
                "user": f"a-pi-integrator-{site}",
                "secret": f"acme/a-pi-integrator-{site}",
            },
        },
    }


INTEGRATORS: dict[str, Any] = {
    **_integrator("Inactive", "Function"),
    **_integrator("Deleted", "Function"),
    **_integrator("Emptied", "Function"),
    **_integrator("Foreign", "Function"),
    **_integrator("Orphan", "SpareFunction"),
}


@pytest.fixture(scope="module")
def assembly(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> Path:
    function = _function(cloud)
    resources = {"Function": function, "SpareFunction": function, **INTEGRATORS}
    cloud.deploy(resources, name=STACK)
    return write_assembly(tmp_path_factory.mktemp("assembly"), {STACK: {"Resources": resources}})


@pytest.fixture(scope="module")
def fresh(cloud: LocalCloud, assembly: Path) -> Outcome:
    return run_check(cloud, assembly, "--kinds", "own_kinds", "--json")


@pytest.fixture(scope="module")
def tampered(cloud: LocalCloud, assembly: Path, fresh: Outcome) -> Outcome:  # fresh: read before anything is changed
    change_integrator_keys(cloud, STACK)
    return run_check(cloud, assembly, "--kinds", "own_kinds", "--json")


def test_keys_of_a_fresh_deploy_are_as_wanted(fresh: Outcome) -> None:
    assert [fresh.report[part] for part in ("missing", "different", "undecided")] == [[], [], []]


@pytest.mark.parametrize("changed", CHANGED)
def test_a_key_that_no_longer_signs_is_found(tampered: Outcome, changed: str) -> None:
    assert changed in tampered.named("different")


def test_without_its_reader_a_type_of_ours_cannot_be_told(cloud: LocalCloud, assembly: Path) -> None:
    undecided = run_check(cloud, assembly, "--json").report["undecided"]
    assert {row["why"] for row in undecided} == {"cannot tell: no reader for Custom::PiIntegratorKeys"}


def change_integrator_keys(cloud: LocalCloud, stack: str) -> None:
    iam, secrets = cloud.client("iam"), cloud.client("secretsmanager")
    of = {name: cloud.resource(stack, f"{name}Key") for name in ("Inactive", "Deleted")}
    iam.update_access_key(UserName="a-pi-integrator-inactive", AccessKeyId=of["Inactive"], Status="Inactive")
    iam.delete_access_key(UserName="a-pi-integrator-deleted", AccessKeyId=of["Deleted"])
    secrets.put_secret_value(SecretId="acme/a-pi-integrator-emptied", SecretString="none")
    others = secrets.get_secret_value(SecretId="acme/a-pi-integrator-orphan")["SecretString"]
    secrets.put_secret_value(SecretId="acme/a-pi-integrator-foreign", SecretString=others)
    cloud.client("lambda").delete_function(FunctionName=cloud.resource(stack, "SpareFunction"))
