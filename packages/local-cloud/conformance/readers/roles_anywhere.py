"""Trust anchors, the profiles that open roles to their certificates, and lists of revoked ones."""

from __future__ import annotations

from typing import Any

from conformance.assembly import Properties
from conformance.reading import Reading, own_tags


def read_trust_anchor(at: Reading) -> Properties:
    anchor = at.client("rolesanywhere").get_trust_anchor(trustAnchorId=at.id)["trustAnchor"]
    source = anchor["source"]
    return {
        "Name": anchor["name"],
        "Enabled": anchor["enabled"],
        "Source": {
            "SourceType": source["sourceType"],
            "SourceData": {name[0].upper() + name[1:]: value for name, value in source["sourceData"].items()},
        },
        "Tags": _tags(at, anchor["trustAnchorArn"]),
    }


def read_profile(at: Reading) -> Properties:
    profile = at.client("rolesanywhere").get_profile(profileId=at.id)["profile"]
    return {
        "Name": profile["name"],
        "Enabled": profile["enabled"],
        "RoleArns": profile["roleArns"],
        "DurationSeconds": profile["durationSeconds"],
        "SessionPolicy": profile.get("sessionPolicy"),
        "ManagedPolicyArns": profile.get("managedPolicyArns"),
        "Tags": _tags(at, profile["profileArn"]),
    }


def read_crl(at: Reading) -> Properties:
    crl = at.client("rolesanywhere").get_crl(crlId=at.id)["crl"]
    return {
        "Name": crl["name"],
        "Enabled": crl["enabled"],
        "CrlData": crl["crlData"].decode(),
        "TrustAnchorArn": crl["trustAnchorArn"],
        "Tags": _tags(at, crl["crlArn"]),
    }


def _tags(at: Reading, arn: str) -> list[Any]:
    tags = at.client("rolesanywhere").list_tags_for_resource(resourceArn=arn)["tags"]
    return own_tags({"Key": tag["key"], "Value": tag["value"]} for tag in tags)
