"""Users, roles, their policies and access keys."""

from __future__ import annotations

from typing import Any

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, only, own_tags, part, unless

# How IAM names a holder of policies in its calls, by the property of AWS::IAM::Policy that lists such holders.
_HOLDERS = {"Users": "user", "Roles": "role", "Groups": "group"}
_POLICIES = ("AWS::IAM::ManagedPolicy", "AWS::IAM::Policy")


def read_user(at: Reading) -> Properties:
    user = at.client("iam").get_user(UserName=at.id)["User"]
    groups = at.cloud.pages("iam", "list_groups_for_user", "Groups", UserName=at.id)
    return {
        **only(user, "UserName", "Path"),
        "PermissionsBoundary": (user.get("PermissionsBoundary") or {}).get("PermissionsBoundaryArn"),
        "Groups": [group["GroupName"] for group in groups],
        "Tags": own_tags(at.cloud.pages("iam", "list_user_tags", "Tags", UserName=at.id)),
        **_policies(at, "Users"),
    }


def read_role(at: Reading) -> Properties:
    role = at.client("iam").get_role(RoleName=at.id)["Role"]
    return {
        **only(role, "RoleName", "Path", "Description", "MaxSessionDuration", "AssumeRolePolicyDocument"),
        "PermissionsBoundary": (role.get("PermissionsBoundary") or {}).get("PermissionsBoundaryArn"),
        "Tags": own_tags(at.cloud.pages("iam", "list_role_tags", "Tags", RoleName=at.id)),
        **_policies(at, "Roles"),
    }


def read_policy(at: Reading) -> Properties:
    """An inline policy on every holder that the template names."""
    name = at.wanted["PolicyName"]
    holding: dict[str, list[str]] = {}
    documents: list[Any] = []
    for holders, kind in _HOLDERS.items():
        for holder in at.wanted.get(holders, []):
            document = _inline(at, kind, holder, name)
            if document is not None:
                holding.setdefault(holders, []).append(holder)
                documents.append(document)
    if not documents:
        raise MissingError(f"none of its holders has the inline policy {name}")
    unlike = [document for document in documents if document != documents[0]]
    return {
        "PolicyName": name,
        **{holders: holding.get(holders) for holders in _HOLDERS},
        "PolicyDocument": documents[0] if not unlike else {"unlike on its holders": documents},
    }


def read_managed_policy(at: Reading) -> Properties:
    """A policy with its own holders: those that name it themselves are compared there."""
    policy = at.client("iam").get_policy(PolicyArn=at.id)["Policy"]
    version = at.client("iam").get_policy_version(PolicyArn=at.id, VersionId=policy["DefaultVersionId"])
    ask = {"PolicyArn": at.id, "PolicyUsageFilter": "PermissionsPolicy"}
    attached = at.client("iam").list_entities_for_policy(**ask)
    naming = {other.physical_id for other in at.all_resources if at.id in other.properties.get("ManagedPolicyArns", [])}
    return {
        "ManagedPolicyName": policy["PolicyName"],
        **only(policy, "Path", "Description"),
        "PolicyDocument": version["PolicyVersion"]["Document"],
        **{
            holders: [
                each[_argument(kind)] for each in attached[f"Policy{holders}"] if each[_argument(kind)] not in naming
            ]
            for holders, kind in _HOLDERS.items()
        },
    }


def read_access_key(at: Reading) -> Properties:
    user = at.wanted["UserName"]
    for key in at.cloud.pages("iam", "list_access_keys", "AccessKeyMetadata", UserName=user):
        if key["AccessKeyId"] == at.id:
            return only(key, "UserName", "Status")
    raise MissingError(f"user {user} has no access key {at.id}")


def _policies(at: Reading, holders: str) -> Properties:
    """Attached and inline policies, less those that a policy's own resource puts there."""
    kind = _HOLDERS[holders]
    who = {_argument(kind): at.id}
    attached = at.cloud.pages("iam", f"list_attached_{kind}_policies", "AttachedPolicies", **who)
    separate = {
        other.properties.get("PolicyName", other.physical_id)
        for other in at.all_resources
        if other.place.type in _POLICIES and at.id in other.properties.get(holders, [])
    }
    names = at.cloud.pages("iam", f"list_{kind}_policies", "PolicyNames", **who)
    return {
        "ManagedPolicyArns": [policy["PolicyArn"] for policy in attached if policy["PolicyArn"] not in separate],
        "Policies": [
            {"PolicyName": name, "PolicyDocument": _inline(at, kind, at.id, name)}
            for name in names
            if name not in separate
        ],
    }


def _inline(at: Reading, kind: str, holder: str, policy: str) -> Properties | None:
    ask = getattr(at.client("iam"), f"get_{kind}_policy")
    answer = unless("NoSuchEntity", ask, **{_argument(kind): holder, "PolicyName": policy})
    return part(answer, "PolicyDocument")


def _argument(kind: str) -> str:
    return f"{kind.capitalize()}Name"
