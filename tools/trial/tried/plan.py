"""The requests to try, on which cloud and as whom: the JSON that whoever starts the trial writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Keys = Mapping[str, str]

LAYERS = ("landing", "bronze", "silver", "gold", "accessLogs")


@dataclass(frozen=True)
class Identity:
    """A plant's identity; folders are key prefixes in landing, with their closing slash."""

    name: str
    profile: str
    keys: Keys
    folder: str
    """Folder of its probes, below its own prefix."""
    other_folder: str
    """Folder of the probes of another site's identity."""
    stream: str | None
    """The stream that it may put records into."""
    opened: frozenset[str]
    """Actions that read and that its configuration allows on purpose."""

    @property
    def creates_only(self) -> bool:
        """Every put must carry If-None-Match."""
        return self.profile == "sender"


@dataclass(frozen=True)
class Plan:
    """`run` is part of the name of whatever is made for the trial."""

    endpoint: str
    ca: str
    region: str
    account: str
    run: str
    notebook: str
    """Interpreter that has pandas and s3fs."""
    owner: Keys
    buckets: Mapping[str, str]
    """Name of the bucket of each of LAYERS."""
    streams: tuple[str, ...]
    identities: tuple[Identity, ...]


def read_plan(file: Path) -> Plan:
    """The plan in a JSON file.

    :raises ValueError: with what is missing, or is not known.
    """
    fields = json.loads(file.read_text())
    try:
        identities = tuple(_identity(each) for each in fields.pop("identities"))
        plan = Plan(
            **{
                **fields,
                "owner": session_keys(fields["owner"]),
                "streams": tuple(fields["streams"]),
                "identities": identities,
            }
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file}: {error}") from error
    if missing := [layer for layer in LAYERS if layer not in plan.buckets]:
        raise ValueError(f"{file}: buckets: got {sorted(plan.buckets)}, wanted {', '.join(missing)} too")
    return plan


def _identity(fields: Mapping[str, Any]) -> Identity:
    return Identity(**{**fields, "keys": session_keys(fields["keys"]), "opened": frozenset(fields["opened"])})


def session_keys(credentials: Mapping[str, str]) -> Keys:
    """Credentials, as the AWS SDK for JavaScript names them, in boto3's words."""
    names = {
        "accessKeyId": "aws_access_key_id",
        "secretAccessKey": "aws_secret_access_key",
        "sessionToken": "aws_session_token",
    }
    return {names[name]: value for name, value in credentials.items()}
