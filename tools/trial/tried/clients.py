"""boto3's clients of one identity, on the cloud of the plan and on no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.model import OperationModel

from tried.plan import Keys, Plan

# boto3 makes its clients at run time and has no types for them.
Client: TypeAlias = Any

# Region in which S3 manages access points of several regions, whatever region they are of.
MULTI_REGION_HOME = "us-west-2"

_LISTINGS = {
    b"<ListBucketResult": {"ListObjects", "ListObjectsV2"},
    b"<ListAllMyBucketsResult": {"ListBuckets"},
}

_session = boto3.Session()


class OtherAnswerError(Exception):
    """A cloud that does not have an operation answered with another one's result."""


class Clients:
    """All that one identity sends goes through these."""

    def __init__(self, plan: Plan, keys: Keys) -> None:
        self.keys = keys
        self._plan = plan
        self.region = plan.region
        self.endpoint = plan.endpoint
        self.ca = plan.ca
        self.s3 = self._client("s3", plan.region)
        self.kinesis = self._client("kinesis", plan.region)
        self.kms = self._client("kms", plan.region)
        self.sts = self._client("sts", plan.region)
        self.control = self._client("s3control", plan.region)
        self.multi_region_control = self._client("s3control", MULTI_REGION_HOME)

    def keys_hold(self) -> bool:
        """Asking who one is needs no right."""
        try:
            self.sts.get_caller_identity()
        except (BotoCoreError, ClientError):
            return False
        return True

    def in_a_session(self) -> Clients:
        """The same by a session of the key: AWS refuses it nobody, and does not end it with the key."""
        given = self.sts.get_session_token()["Credentials"]
        keys = {"aws_access_key_id": given["AccessKeyId"], "aws_secret_access_key": given["SecretAccessKey"]}
        return Clients(self._plan, {**keys, "aws_session_token": given["SessionToken"]})

    def _client(self, service: str, region: str) -> Client:
        config = Config(
            # A refusal must show at once, and must not be tried again.
            retries={"total_max_attempts": 1},
            s3={"addressing_style": "path"},
            signature_version="s3v4" if service.startswith("s3") else "v4",
            max_pool_connections=16,
        )
        client = _session.client(
            service, endpoint_url=self.endpoint, region_name=region, verify=self.ca, config=config, **self.keys
        )
        client.meta.events.register("before-parse.s3", _refuse_foreign_listing)
        client.meta.events.register("before-sign.s3-control", self._send_to_the_endpoint_itself)
        return client

    def _send_to_the_endpoint_itself(self, request: AWSRequest, **_: object) -> None:
        """S3 Control puts the account before the host's name, which an address of numbers cannot have."""
        request.url = self.endpoint + urlsplit(request.url)._replace(scheme="", netloc="").geturl()


def _refuse_foreign_listing(operation_model: OperationModel, response_dict: Mapping[str, object], **_: object) -> None:
    """A bucket's unknown sub-resource, asked for by GET, would else pass for a listing with nothing of interest in it."""
    body = response_dict["body"]
    if not isinstance(body, bytes):
        return
    for root, operations in _LISTINGS.items():
        if root in body[:200] and operation_model.name not in operations:
            raise OtherAnswerError(f"{operation_model.name} was answered with {root[1:].decode()}")
