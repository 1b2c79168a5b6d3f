"""CloudFormation's IAM where MiniStack lacks a type or does less: access keys, boundaries of roles, policies in use."""

from __future__ import annotations

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["ACCESS_KEY", "MANAGED_POLICY", "set_boundary"]

SEAMS: Seams = {
    "services.iam": (
        "_access_keys",
        "_boundary_usage_counts",
        "_create_access_key",
        "_put_role_permissions_boundary",
        "_roles",
    ),
}


def _create_key(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    iam = ministack("services.iam")
    before = set(iam._access_keys)
    status, _, body = iam._create_access_key({"UserName": [props["UserName"]]})
    if status >= 300:
        raise ValueError(f"CreateAccessKey for {props['UserName']} was refused: {body!r}")
    key_id = (set(iam._access_keys) - before).pop()
    iam._access_keys[key_id]["Status"] = props.get("Status", "Active")
    return key_id, {"SecretAccessKey": iam._access_keys[key_id]["SecretAccessKey"]}


def _update_key(key_id: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    iam = ministack("services.iam")
    if {k: old.get(k) for k in ("UserName", "Serial")} != {k: new.get(k) for k in ("UserName", "Serial")}:
        replacement = _create_key("", new, stack)
        _delete_key(key_id, old)
        return replacement
    iam._access_keys[key_id]["Status"] = new.get("Status", "Active")
    return key_id, {"SecretAccessKey": iam._access_keys[key_id]["SecretAccessKey"]}


def _delete_key(key_id: str, _props: Properties) -> None:
    ministack("services.iam")._access_keys.pop(key_id, None)


def _delete_policy(original: Handler, arn: str, props: Properties) -> None:
    """Refused by IAM too: a boundary that is gone would bind nobody any more."""
    if ministack("services.iam")._boundary_usage_counts().get(arn):
        raise ValueError(f"DeleteConflict: {arn} is still the permissions boundary of a user or role")
    original(arn, props)


def set_boundary(role_name: str, props: Properties) -> None:
    iam, boundary = ministack("services.iam"), props.get("PermissionsBoundary")
    if boundary:
        status, _, body = iam._put_role_permissions_boundary({"RoleName": role_name, "PermissionsBoundary": boundary})
        if status >= 300:
            raise ValueError(f"PutRolePermissionsBoundary on {role_name} was refused: {body!r}")
    else:
        iam._roles[role_name].pop("PermissionsBoundary", None)


ACCESS_KEY = {"create": _create_key, "update": _update_key, "delete": _delete_key}
MANAGED_POLICY = {"delete": _delete_policy}
