"""Keys, and parameters."""

from __future__ import annotations

import json

from conformance.assembly import Properties
from conformance.reading import MissingError, Reading, only, own_tags


def read_key(at: Reading) -> Properties:
    """A key that waits for its deletion is as good as gone."""
    kms = at.client("kms")
    key = kms.describe_key(KeyId=at.id)["KeyMetadata"]
    if key["KeyState"] == "PendingDeletion":
        raise MissingError(f"key {at.id} waits for its deletion")
    tags = kms.list_resource_tags(KeyId=at.id)["Tags"]
    return {
        **only(key, "Description", "Enabled", "KeySpec", "KeyUsage", "MultiRegion"),
        "EnableKeyRotation": kms.get_key_rotation_status(KeyId=at.id)["KeyRotationEnabled"],
        "KeyPolicy": json.loads(kms.get_key_policy(KeyId=at.id, PolicyName="default")["Policy"]),
        "Tags": own_tags({"Key": tag["TagKey"], "Value": tag["TagValue"]} for tag in tags),
    }


def read_parameter(at: Reading) -> Properties:
    parameter = at.client("ssm").get_parameter(Name=at.id)["Parameter"]
    return only(parameter, "Name", "Type", "Value")
