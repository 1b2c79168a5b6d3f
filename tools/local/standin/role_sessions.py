"""Sessions of execution roles: what acts for a job or a function has that role's rights and no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import boto3

from standin.seams import Seams, ministack
from standin.settings import REGION, Settings

SEAMS: Seams = {"core.lambda_runtime": ("execution_credentials",)}

Credentials = Mapping[str, str]


def credentials_of(function: Mapping[str, Any]) -> Credentials:
    """The three `AWS_…` variables of a session; `function` has FunctionArn, FunctionName and Role."""
    credentials: Credentials = ministack("core.lambda_runtime").execution_credentials(function)
    return credentials


def s3_client(settings: Settings, credentials: Credentials) -> Any:
    """A client that calls this very cloud over the network, so that every right is asked for."""
    return boto3.client(
        "s3",
        endpoint_url=settings.endpoint,
        region_name=REGION,
        verify=str(settings.tls / "bundle.pem"),
        aws_access_key_id=credentials["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=credentials["AWS_SECRET_ACCESS_KEY"],
        aws_session_token=credentials["AWS_SESSION_TOKEN"],
    )
