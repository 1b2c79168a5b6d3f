"""Credentials of a role for whoever holds the key of a certificate, from the local cloud's IAM Roles Anywhere.

For `credential_process` in an AWS configuration file, where a plant would run AWS's own helper. It speaks to a loopback
address only, and trusts the authorities in AWS_CA_BUNDLE.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import json
import os
import ssl
import sys
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from standin.roles_anywhere.signatures import TIME_FORMAT, SignedRequest, authorization

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SECONDS = 3600


def main() -> int:
    """Exit code 0 with the credentials on stdout, 1 with one line on stderr."""
    parser = argparse.ArgumentParser(prog="signing_helper", description=__doc__)
    command = parser.add_subparsers(required=True, metavar="COMMAND").add_parser("credential-process")
    command.add_argument("--certificate", type=Path, required=True, help="PEM file")
    command.add_argument("--private-key", type=Path, required=True, help="PEM file")
    for name in ("trust-anchor", "profile", "role"):
        command.add_argument(f"--{name}-arn", required=True)
    command.add_argument("--endpoint", default=os.environ.get("AWS_ENDPOINT_URL"), help="default: AWS_ENDPOINT_URL")
    command.add_argument("--region", help="default: that of the trust anchor")
    options = parser.parse_args()
    try:
        print(json.dumps(_credentials(options), indent=1))
    except urllib.error.HTTPError as error:
        print(f"refused ({error.code}): {json.load(error)['message']}", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _credentials(options: argparse.Namespace) -> dict[str, object]:
    context = ssl.create_default_context(cafile=os.environ.get("AWS_CA_BUNDLE"))
    with urllib.request.urlopen(_request(options), context=context) as answer:
        given = json.load(answer)["credentialSet"][0]["credentials"]
    return {
        "Version": 1,
        "AccessKeyId": given["accessKeyId"],
        "SecretAccessKey": given["secretAccessKey"],
        "SessionToken": given["sessionToken"],
        "Expiration": given["expiration"],
    }


def _request(options: argparse.Namespace) -> urllib.request.Request:
    endpoint = _loopback(options.endpoint)
    certificate = x509.load_pem_x509_certificate(options.certificate.read_bytes())
    key = serialization.load_pem_private_key(options.private_key.read_bytes(), password=None)
    query = [
        ("profileArn", options.profile_arn),
        ("roleArn", options.role_arn),
        ("trustAnchorArn", options.trust_anchor_arn),
    ]
    headers = {
        "content-type": "application/json",
        "host": urlsplit(endpoint).netloc,
        "x-amz-date": datetime.datetime.now(datetime.UTC).strftime(TIME_FORMAT),
        "x-amz-x509": base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode(),
    }
    body = json.dumps({"durationSeconds": _SECONDS}).encode()
    request = SignedRequest("POST", "/sessions", query, headers, body)
    region = options.region or options.trust_anchor_arn.split(":")[3]
    signed = {**headers, "authorization": authorization(request, key, certificate.serial_number, region)}
    return urllib.request.Request(f"{endpoint}/sessions?{urlencode(query)}", body, signed, method="POST")


def _loopback(endpoint: str | None) -> str:
    host = urlsplit(endpoint or "").hostname
    if endpoint is None or host not in _LOOPBACK:
        raise ValueError(f"the endpoint must be on this machine, got {endpoint or 'nothing'}")
    return endpoint.rstrip("/")


if __name__ == "__main__":
    sys.exit(main())
