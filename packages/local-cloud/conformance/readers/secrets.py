"""Secrets: whether the value is the wanted one is told without ever printing it."""

from __future__ import annotations

import re

from conformance.assembly import Properties
from conformance.attributes import SEALED
from conformance.reading import Reading, only, own_tags

OTHER_VALUE = "<another value>"


def read_secret(at: Reading) -> Properties:
    secret = at.client("secretsmanager").describe_secret(SecretId=at.id)
    value = at.client("secretsmanager").get_secret_value(SecretId=at.id)["SecretString"]
    return {
        **only(secret, "Name", "Description", "KmsKeyId"),
        "Tags": own_tags(secret.get("Tags", [])),
        **_value(at, value),
    }


def _value(at: Reading, value: str) -> Properties:
    """As the template has it: said, or made up by rules that it keeps."""
    rules = at.wanted.get("GenerateSecretString")
    if rules is None:
        return {"SecretString": _told(at, at.wanted.get("SecretString", ""), value)}
    is_plain = str(rules.get("ExcludePunctuation", False)).lower() == "true"
    is_kept = len(value) == int(rules.get("PasswordLength", 32)) and (value.isalnum() or not is_plain)
    return {"GenerateSecretString": rules if is_kept else OTHER_VALUE}


def _told(at: Reading, wanted: str, value: str) -> str:
    """`wanted` if the value is that, with each sealed secret the one that its access key signs with."""
    texts_and_keys = SEALED.split(wanted)
    keys = texts_and_keys[1::2]
    match = re.fullmatch("(.+)".join(re.escape(text) for text in texts_and_keys[::2]), value, re.DOTALL)
    if match is None:
        return OTHER_VALUE
    for key, secret in zip(keys, match.groups(), strict=True):
        user = at.cloud.user_of(key, secret)
        if user is None or user != _user_of_template(at, key):
            return f"<a value that access key {key} cannot sign with>"
    return wanted


def _user_of_template(at: Reading, key: str) -> str:
    owners = [other for other in at.all_resources if other.physical_id == key]
    return str(owners[0].properties["UserName"]) if owners else ""
