"""Sessions of a role, with which work that a service does by itself asks for its rights like anybody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import boto3

from standin.seams import Seams, ministack
from standin.settings import ACCOUNT, REGION, Settings

SEAMS: Seams = {"core.lambda_runtime": ("execution_credentials",)}

Credentials = Mapping[str, str]


def credentials(name: str, session: str, role: str) -> dict[str, str]:
    """Keys, as environment variables, of a session of the role with this ARN; the same `name` gives the same keys."""
    function = {
        "FunctionArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}",
        "FunctionName": session,
        "Role": role,
    }
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
