"""Operations that read, as boto3 knows them: its service models, joined with the access levels of the service reference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import botocore.session

# A client of boto3, and the service whose actions its operations need. S3 has two clients.
CLIENTS: Mapping[str, str] = {"s3": "s3", "s3control": "s3", "kinesis": "kinesis", "kms": "kms"}

# Operations that hand out stored bytes, plaintext or the use of a key, though their level says that they write.
HANDS_OUT: Mapping[str, frozenset[str]] = {
    "s3": frozenset({"CopyObject", "CreateSession", "UploadPartCopy", "WriteGetObjectResponse"}),
    "s3control": frozenset(),
    "kinesis": frozenset(),
    "kms": frozenset(
        {
            "Decrypt",
            "DeriveSharedSecret",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GenerateRandom",
            "ReEncrypt",
            "Sign",
            "Verify",
            "VerifyMac",
        }
    ),
}

# Operations of S3 whose action has another name have no level of their own; their first word tells.
_READING = ("Describe", "Get", "Head", "List", "Select")
_WRITING = ("Complete", "Create", "Delete", "Put", "Rename", "Upload")

Action = Mapping[str, Any]


def service_reference(folder: Path, service: str) -> Mapping[str, Action]:
    """The actions of a service, by name in lower case."""
    actions: Mapping[str, Action] = json.loads((folder / f"{service}.json").read_text())
    return actions


def reading_operations(client: str, reference: Mapping[str, Action]) -> frozenset[str]:
    """Every operation of a client that reads, as boto3's model names it.

    :raises ValueError: for an operation of which it cannot be told.
    """
    names = botocore.session.get_session().get_service_model(client).operation_names
    return frozenset(name for name in names if name in HANDS_OUT[client] or _reads(name, reference))


def _reads(operation: str, reference: Mapping[str, Action]) -> bool:
    action = reference.get(operation.lower())
    if action is not None:
        return action["accessLevel"] in ("Read", "List")
    if operation.startswith(_READING):
        return True
    if operation.startswith(_WRITING):
        return False
    raise ValueError(f"got the operation {operation}, wanted one of which it is known whether it reads")
