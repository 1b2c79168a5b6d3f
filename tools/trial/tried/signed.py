"""Requests to S3 by the standard library alone: signed by hand, or with the signature in the address."""

from __future__ import annotations

import hashlib
import re
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError

from tried.clients import Clients


def put(clients: Clients, bucket: str, key: str, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
    """Put an object with a signature in the request's header."""
    url = f"{clients.endpoint}/{bucket}/{key}"
    content = {**headers, "x-amz-content-sha256": hashlib.sha256(body).hexdigest()}
    request = AWSRequest(method="PUT", url=url, data=body, headers=content)
    keys = clients.keys
    credentials = Credentials(keys["aws_access_key_id"], keys["aws_secret_access_key"], keys.get("aws_session_token"))
    S3SigV4Auth(credentials, "s3", clients.region).add_auth(request)
    return _send(clients, urllib.request.Request(url, body, dict(request.headers), method="PUT"), "PutObject")


def get_presigned(clients: Clients, bucket: str, key: str) -> dict[str, Any]:
    """Get an object by an address that carries the signature, as one would hand it on."""
    url = clients.s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": key})
    return _send(clients, urllib.request.Request(url), "GetObject")


def _send(clients: Clients, request: urllib.request.Request, operation: str) -> dict[str, Any]:
    """:raises ClientError: as boto3 would for the same answer."""
    try:
        with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=clients.ca)) as answer:
            return {"first": answer.read(1)}
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        found = {name: re.search(f"<{name}>(.*?)</{name}>", text) for name in ("Code", "Message")}
        details = {name: match.group(1) if match else str(error.code) for name, match in found.items()}
        headers = {name.lower(): value for name, value in error.headers.items()}
        response = {"Error": details, "ResponseMetadata": {"HTTPStatusCode": error.code, "HTTPHeaders": headers}}
        raise ClientError(response, operation) from error
