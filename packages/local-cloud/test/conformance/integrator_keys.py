"""PI Integrators with a key in a secret, and what may happen to one behind the back of CloudFormation."""

from __future__ import annotations

from typing import Any

from conftest import OwnCloud

CHANGED = ["InactiveKeys.site", "DeletedKeys.site", "EmptiedKeys.site", "ForeignKeys.site", "OrphanKeys.ServiceToken"]

_VALUE = '{"accessKeyId":"${Id}","secretAccessKey":"${Sealed}"}'


def _integrator(name: str, function: str) -> dict[str, Any]:
    """A user, its key, the secret that holds it, and the custom resource that says so."""
    user, key, site = f"{name}User", f"{name}Key", name.lower()
    return {
        user: {"Type": "AWS::IAM::User", "Properties": {"UserName": f"a-pi-integrator-{site}"}},
        key: {"Type": "AWS::IAM::AccessKey", "Properties": {"UserName": {"Ref": user}}},
        f"{name}Secret": {
            "Type": "AWS::SecretsManager::Secret",
            "Properties": {
                "Name": f"airlock/a-pi-integrator-{site}",
                "SecretString": {
                    "Fn::Sub": [_VALUE, {"Id": {"Ref": key}, "Sealed": {"Fn::GetAtt": [key, "SecretAccessKey"]}}]
                },
            },
        },
        f"{name}Keys": {
            "Type": "Custom::PiIntegratorKeys",
            "DependsOn": f"{name}Secret",
            "Properties": {"ServiceToken": {"Fn::GetAtt": [function, "Arn"]}, "site": site},
        },
    }


INTEGRATORS: dict[str, Any] = {
    **_integrator("Inactive", "Function"),
    **_integrator("Deleted", "Function"),
    **_integrator("Emptied", "Function"),
    **_integrator("Foreign", "Function"),
    **_integrator("Orphan", "SpareFunction"),
}


def change_integrator_keys(cloud: OwnCloud, stack: str) -> None:
    iam, secrets = cloud.client("iam"), cloud.client("secretsmanager")
    of = {name: cloud.physical_id(stack, f"{name}Key") for name in ("Inactive", "Deleted")}
    iam.update_access_key(UserName="a-pi-integrator-inactive", AccessKeyId=of["Inactive"], Status="Inactive")
    iam.delete_access_key(UserName="a-pi-integrator-deleted", AccessKeyId=of["Deleted"])
    secrets.put_secret_value(SecretId="airlock/a-pi-integrator-emptied", SecretString="none")
    others = secrets.get_secret_value(SecretId="airlock/a-pi-integrator-orphan")["SecretString"]
    secrets.put_secret_value(SecretId="airlock/a-pi-integrator-foreign", SecretString=others)
    cloud.client("lambda").delete_function(FunctionName=cloud.physical_id(stack, "SpareFunction"))
