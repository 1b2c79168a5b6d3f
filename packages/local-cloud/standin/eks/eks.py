"""EKS through its service's own functions, so that it can be read back. All are records: there is no Kubernetes here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from standin.cloudformation.handlers import Attributes, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["ACCESS_ENTRY", "ADDON", "POD_IDENTITY_ASSOCIATION", "set_cluster", "set_nodegroup"]

_FUNCTIONS = (
    "_associate_access_policy",
    "_create_access_entry",
    "_create_addon",
    "_create_pod_identity_association",
    "_delete_access_entry",
    "_delete_addon",
    "_delete_pod_identity_association",
    "_disassociate_access_policy",
    "_update_access_entry",
    "_update_addon",
    "_update_pod_identity_association",
)
_STORES = ("_access_entries", "_addons", "_ae_key", "_clusters", "_nodegroups", "_pia_key")
SEAMS: Seams = {
    "services.eks": (*_FUNCTIONS, *_STORES, "_pod_identity_associations", "_tags"),
    "services.cloudformation.provisioners": ("_pascal_to_camel",),
}

Answer = tuple[int, Any, bytes]


def set_cluster(name: str, props: Properties) -> None:
    """Properties that MiniStack's own handler drops."""
    cluster = ministack("services.eks")._clusters[name]
    cluster["encryptionConfig"] = _camel(props.get("EncryptionConfig") or [])
    cluster["kubernetesNetworkConfig"].update(_camel(props.get("KubernetesNetworkConfig") or {}))
    cluster["accessConfig"].update(_camel(props.get("AccessConfig") or {}))
    for name_in_template in ("ComputeConfig", "StorageConfig", "UpgradePolicy"):
        if name_in_template in props:
            cluster.update(_camel({name_in_template: props[name_in_template]}))


def set_nodegroup(name: str, props: Properties) -> None:
    group = ministack("services.eks")._nodegroups[f"{props['ClusterName']}/{name}"]
    for name_in_template, name_in_api in (("CapacityType", "capacityType"), ("ReleaseVersion", "releaseVersion")):
        if name_in_template in props:
            group[name_in_api] = props[name_in_template]


_ADDON_FIELDS: Mapping[str, Any] = {
    "AddonVersion": "",
    "ConfigurationValues": "",
    "PodIdentityAssociations": [],
    "ServiceAccountRoleArn": "",
}


def _create_addon(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    eks, cluster, name = ministack("services.eks"), props["ClusterName"], props["AddonName"]
    _accepted("CreateAddon", eks._create_addon(cluster, {"addonName": name, **_addon_fields(props)}))
    return _addon(cluster, name, props)


def _update_addon(current: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    if _differ(old, new, "ClusterName", "AddonName"):
        replacement = _create_addon("", new, stack)
        _delete_addon(current, old)
        return replacement
    eks, cluster, name = ministack("services.eks"), new["ClusterName"], new["AddonName"]
    _accepted("UpdateAddon", eks._update_addon(cluster, name, _addon_fields(new)))
    return _addon(cluster, name, new)


def _delete_addon(_current: str, props: Properties) -> None:
    ministack("services.eks")._delete_addon(props["ClusterName"], props["AddonName"])


def _addon_fields(props: Properties) -> dict[str, Any]:
    fields: dict[str, Any] = _camel({name: props.get(name, default) for name, default in _ADDON_FIELDS.items()})
    return fields


def _addon(cluster: str, name: str, props: Properties) -> tuple[str, Attributes]:
    record = ministack("services.eks")._addons[f"{cluster}/{name}"]
    _set_tags(record, record["addonArn"], props)
    return f"{cluster}|{name}", {"Arn": record["addonArn"]}


def _create_entry(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    cluster, principal = props["ClusterName"], props["PrincipalArn"]
    request = {"principalArn": principal, "type": props.get("Type", "STANDARD"), **_entry_fields(props)}
    _accepted("CreateAccessEntry", ministack("services.eks")._create_access_entry(cluster, request))
    return _entry(cluster, principal, props)


def _update_entry(current: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    if _differ(old, new, "ClusterName", "PrincipalArn", "Type"):
        _delete_entry(current, old)
        return _create_entry("", new, stack)
    eks, cluster, principal = ministack("services.eks"), new["ClusterName"], new["PrincipalArn"]
    _accepted("UpdateAccessEntry", eks._update_access_entry(cluster, principal, _entry_fields(new)))
    for policy in old.get("AccessPolicies") or []:
        eks._disassociate_access_policy(cluster, principal, policy["PolicyArn"])
    return _entry(cluster, principal, new)


def _delete_entry(_current: str, props: Properties) -> None:
    ministack("services.eks")._delete_access_entry(props["ClusterName"], props["PrincipalArn"])


def _entry_fields(props: Properties) -> dict[str, Any]:
    fields = {"kubernetesGroups": props.get("KubernetesGroups", [])}
    return {**fields, "username": props["Username"]} if "Username" in props else fields


def _entry(cluster: str, principal: str, props: Properties) -> tuple[str, Attributes]:
    eks = ministack("services.eks")
    for policy in props.get("AccessPolicies") or []:
        _accepted("AssociateAccessPolicy", eks._associate_access_policy(cluster, principal, _camel(policy)))
    record = eks._access_entries[eks._ae_key(cluster, principal)]
    _set_tags(record, record["accessEntryArn"], props)
    return f"{principal}|{cluster}", {"AccessEntryArn": record["accessEntryArn"]}


def _create_association(_logical_id: str, props: Properties, _stack: str) -> tuple[str, Attributes]:
    eks, cluster = ministack("services.eks"), props["ClusterName"]
    request = _camel({name: value for name, value in props.items() if name not in ("ClusterName", "Tags")})
    answer = eks._create_pod_identity_association(cluster, request)
    _accepted("CreatePodIdentityAssociation", answer)
    association_id = json.loads(answer[2])["association"]["associationId"]
    return _association(eks._pia_key(cluster, association_id), props)


def _update_association(current: str, old: Properties, new: Properties, stack: str) -> tuple[str, Attributes]:
    if _differ(old, new, "ClusterName", "Namespace", "ServiceAccount"):
        replacement = _create_association("", new, stack)
        _delete_association(current, old)
        return replacement
    eks, cluster, association_id = ministack("services.eks"), new["ClusterName"], current.rsplit("/", 1)[-1]
    request = _camel({name: new[name] for name in ("RoleArn", "TargetRoleArn", "DisableSessionTags") if name in new})
    answer = eks._update_pod_identity_association(cluster, association_id, request)
    _accepted("UpdatePodIdentityAssociation", answer)
    return _association(eks._pia_key(cluster, association_id), new)


def _delete_association(current: str, props: Properties) -> None:
    ministack("services.eks")._delete_pod_identity_association(props["ClusterName"], current.rsplit("/", 1)[-1])


def _association(key: str, props: Properties) -> tuple[str, Attributes]:
    record = ministack("services.eks")._pod_identity_associations[key]
    _set_tags(record, record["associationArn"], props)
    attributes = {"AssociationArn": record["associationArn"], "AssociationId": record["associationId"]}
    return record["associationArn"], attributes


def _set_tags(record: dict[str, Any], arn: str, props: Properties) -> None:
    tags = {tag["Key"]: tag["Value"] for tag in props.get("Tags") or []}
    record["tags"] = tags
    ministack("services.eks")._tags[arn] = dict(tags)


def _differ(old: Properties, new: Properties, *names: str) -> bool:
    return any(old.get(name) != new.get(name) for name in names)


def _camel(value: Any) -> Any:
    return ministack("services.cloudformation.provisioners")._pascal_to_camel(value)


def _accepted(operation: str, answer: Answer) -> None:
    status, _, body = answer
    if status >= 300:
        raise ValueError(f"{operation} was refused: {body!r}")


ADDON = {"create": _create_addon, "update": _update_addon, "delete": _delete_addon}
ACCESS_ENTRY = {"create": _create_entry, "update": _update_entry, "delete": _delete_entry}
POD_IDENTITY_ASSOCIATION = {"create": _create_association, "update": _update_association, "delete": _delete_association}
