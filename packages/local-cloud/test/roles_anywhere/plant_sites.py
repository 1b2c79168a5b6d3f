"""Sites whose certificates open a role, and the two ways to ask for a session of it."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import json
import os
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from plant_certificates import Holder
from standin.roles_anywhere import signatures
from standin.server.settings import PACKAGE
from standin.testing.local_cloud import LocalCloud, policy, unique

HELPER = PACKAGE / "signing_helper.py"
SOURCE_ARN = {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": ["Anchor", "TrustAnchorArn"]}}}
ACTIONS = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]


def site(ca: Holder, name: str, *, actions: list[str] = ACTIONS, seconds: int = 3600) -> dict[str, Any]:
    """A trust anchor, a role that trusts the certificate of one site, and the profile that names it."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "rolesanywhere.amazonaws.com"},
        "Action": actions,
        "Condition": {
            "StringEquals": {"aws:PrincipalTag/x509Subject/CN": name, "aws:SourceAccount": "000000000000"},
            **SOURCE_ARN,
        },
    }
    put = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::*/site=north/*"}
    return {
        "Anchor": {
            "Type": "AWS::RolesAnywhere::TrustAnchor",
            "Properties": {
                "Name": unique("anchor"),
                "Enabled": True,
                "Source": {"SourceType": "CERTIFICATE_BUNDLE", "SourceData": {"X509CertificateData": ca.pem}},
                "Tags": [{"Key": "owner", "Value": "plant"}],
            },
        },
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "RoleName": unique("sender"),
                "Path": "/acme/plant/",
                "AssumeRolePolicyDocument": json.loads(policy(statement)),
                "Policies": [{"PolicyName": "put", "PolicyDocument": json.loads(policy(put))}],
            },
        },
        "Profile": {
            "Type": "AWS::RolesAnywhere::Profile",
            "Properties": {
                "Name": unique("profile"),
                "Enabled": True,
                "DurationSeconds": seconds,
                "RoleArns": [{"Fn::GetAtt": ["Role", "Arn"]}],
            },
        },
    }


@dataclasses.dataclass(frozen=True)
class Site:
    cloud: LocalCloud
    ca: Holder
    stack: str
    anchor: str
    profile: str
    role: str

    @property
    def api(self) -> Any:
        return self.cloud.client("rolesanywhere")

    def ask(self, holder: Holder, folder: Path, **other: str) -> subprocess.CompletedProcess[str]:
        certificate, key = holder.write(folder / unique("plant"))
        arns = {"trust-anchor": self.anchor, "profile": self.profile, "role": self.role, **other}
        options = [part for name, arn in arns.items() for part in (f"--{name}-arn", arn)]
        files = ["--certificate", str(certificate), "--private-key", str(key)]
        return helper(self.cloud, *options, *files, "--endpoint", self.cloud.endpoint)


def helper(cloud: LocalCloud, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "AWS_CA_BUNDLE": str(cloud.state / "tls" / "bundle.pem")}
    command = [sys.executable, str(HELPER), "credential-process", *options]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def deployed(cloud: LocalCloud, ca: Holder, **options: Any) -> Site:
    stack = cloud.deploy(site(ca, "north", **options))
    api, name = cloud.client("rolesanywhere"), cloud.resource(stack, "Role")
    return Site(
        cloud,
        ca,
        stack,
        api.get_trust_anchor(trustAnchorId=cloud.resource(stack, "Anchor"))["trustAnchor"]["trustAnchorArn"],
        api.get_profile(profileId=cloud.resource(stack, "Profile"))["profile"]["profileArn"],
        str(cloud.client("iam").get_role(RoleName=name)["Role"]["Arn"]),
    )


def keys_of(done: subprocess.CompletedProcess[str]) -> dict[str, str]:
    given = json.loads(done.stdout)
    return {
        "aws_access_key_id": given["AccessKeyId"],
        "aws_secret_access_key": given["SecretAccessKey"],
        "aws_session_token": given["SessionToken"],
    }


def create_session(at: Site, holder: Holder, body: dict[str, Any], *, sent: dict[str, Any] | None = None) -> str:
    """The answer to a request that the holder signed over `body`; `sent` goes out in its place."""
    certificate = base64.b64encode(holder.certificate.public_bytes(serialization.Encoding.DER)).decode()
    headers = {
        "host": at.cloud.endpoint.removeprefix("https://"),
        "x-amz-date": datetime.datetime.now(datetime.UTC).strftime(signatures.TIME_FORMAT),
        "x-amz-x509": certificate,
    }
    arns = {"trustAnchorArn": at.anchor, "profileArn": at.profile, "roleArn": at.role}
    request = signatures.SignedRequest("POST", "/sessions", [], headers, json.dumps({**arns, **body}).encode())
    own = signatures.authorization(request, holder.key, holder.certificate.serial_number, "us-east-1")
    data = json.dumps({**arns, **(sent or body)}).encode()
    asked = urllib.request.Request(f"{at.cloud.endpoint}/sessions", data, {**headers, "authorization": own})
    context = ssl.create_default_context(cafile=str(at.cloud.state / "tls" / "ca.pem"))
    try:
        with urllib.request.urlopen(asked, context=context) as answer:
            return f"{answer.status} {answer.read().decode()}"
    except urllib.error.HTTPError as refused:
        with refused:
            return f"{refused.code} {refused.read().decode()}"
