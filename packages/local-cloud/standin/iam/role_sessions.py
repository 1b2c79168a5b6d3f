"""Sessions of a role, with which work that a service does by itself asks for its rights like anybody else."""

from __future__ import annotations

import datetime
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3

from standin.server.seams import Seams, ministack
from standin.server.settings import ACCOUNT, REGION, Settings

SEAMS: Seams = {
    "core.lambda_runtime": ("execution_credentials",),
    "services.sts": (
        "_assumed_role_arn",
        "_gen_secret",
        "_gen_session_access_key",
        "_gen_session_token",
        "_role_id",
        "register_session",
    ),
}

Credentials = Mapping[str, str]


@dataclass(frozen=True)
class Session:
    """The keys of one session, whose `arn` names role and session; `expiration` is UTC as AWS writes it."""

    arn: str
    assumed_role_id: str
    access_key: str
    secret_key: str
    token: str
    expiration: str


def open_session(
    role: str, name: str, seconds: int, tags: Mapping[str, str], policies: Mapping[str, Any] | None = None
) -> Session:
    """A new session of the role with this ARN; `policies` (Policy, PolicyArns) narrow it. Whoever calls has checked the trust."""
    sts = ministack("services.sts")
    arn, _ = sts._assumed_role_arn(role, name)
    assumed_role_id, ends = f"{sts._role_id(role)}:{name}", time.time() + seconds
    key, secret, token = sts._gen_session_access_key(), sts._gen_secret(), sts._gen_session_token()
    sts.register_session(
        key,
        {
            "Arn": arn,
            "UserId": assumed_role_id,
            "SecretAccessKey": secret,
            "SessionToken": token,
            "Expiration": ends,
            "AccountId": ACCOUNT,
            "PrincipalType": "AssumedRole",
            "SessionTags": [{"Key": tag, "Value": value} for tag, value in tags.items()],
            "SessionPolicies": policies,
        },
    )
    expiration = datetime.datetime.fromtimestamp(ends, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Session(arn, assumed_role_id, key, secret, token, expiration)


def credentials(name: str, session: str, role: str) -> dict[str, str]:
    """Keys, as environment variables, of a session of the role with this ARN; the same `name` gives the same keys."""
    arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"
    return of_function({"FunctionArn": arn, "FunctionName": session, "Role": role})


def of_function(function: Mapping[str, Any]) -> dict[str, str]:
    """The keys with which a function itself runs; it has FunctionArn, FunctionName and Role."""
    keys: dict[str, str] = ministack("core.lambda_runtime").execution_credentials(function)
    return keys


def client(settings: Settings, keys: Credentials, service: str) -> Any:
    """A client of this cloud that acts as the session."""
    return boto3.client(
        service,
        endpoint_url=settings.endpoint,
        region_name=REGION,
        verify=str(settings.tls / "bundle.pem"),
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=keys["AWS_SESSION_TOKEN"],
    )
