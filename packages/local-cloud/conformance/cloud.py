"""The local cloud as boto3 reaches it: clients, who asks, and the ids that CloudFormation gave."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import ClientError

from conformance.resolve import Standing

# boto3 makes its clients at run time and has no types for them.
Client: TypeAlias = Any

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Cloud:
    """One account and region on this machine; `ValueError` for an endpoint elsewhere, whose secrets would be read."""

    def __init__(self, endpoint: str | None, region: str | None) -> None:
        host = urlsplit(endpoint or "").hostname
        if endpoint is None or host not in _LOOPBACK:
            raise ValueError(f"AWS_ENDPOINT_URL must be on this machine, got {endpoint or 'nothing'}")
        if region is None:
            raise ValueError("AWS_REGION must be set, got nothing")
        self.endpoint = endpoint
        self.region = region
        self._session = boto3.Session(region_name=region)
        self._clients: dict[str, Client] = {}

    def client(self, service: str) -> Client:
        if service not in self._clients:
            self._clients[service] = self._session.client(service, endpoint_url=self.endpoint)
        return self._clients[service]

    @cached_property
    def account(self) -> str:
        return str(self.client("sts").get_caller_identity()["Account"])

    def pages(self, service: str, operation: str, result: str, **arguments: object) -> list[Any]:
        """All items of a paged answer."""
        pages = self.client(service).get_paginator(operation).paginate(**arguments)
        return [item for page in pages for item in page[result]]

    def standing(self, stack: str) -> Standing | None:
        """None where no such stack is deployed."""
        try:
            stack_id = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["StackId"]
            rows = self.pages("cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=stack)
        except ClientError as error:
            if error.response["Error"]["Code"] == "ValidationError":
                return None
            raise
        ids = {row["LogicalResourceId"]: row["PhysicalResourceId"] for row in rows if row.get("PhysicalResourceId")}
        return Standing(stack_id, ids)

    def user_of(self, access_key: str, secret: str) -> str | None:
        """Name of the user that signs with this key and secret, None where the cloud refuses them."""
        signer = boto3.client(
            "sts",
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret,
        )
        try:
            return str(signer.get_caller_identity()["Arn"]).rsplit("/", 1)[-1]
        except ClientError:
            return None
