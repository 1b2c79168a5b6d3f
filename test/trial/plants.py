"""Plants with an airlock in the local cloud, as the stacks make it or with a hole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from standin.testing.local_cloud import Keys, LocalCloud, policy

NEIGHBOUR = "site=neighbour/feeder=sender/"
STREAM = "plant-check"
Statement = dict[str, Any]

KMS = "write with a KMS key"
OVERWRITE = "overwrite without If-None-Match"
SESSION = "write by a session of its key"
DENIES: Mapping[str, Statement] = {
    OVERWRITE: {"Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}},
    SESSION: {"Null": {"aws:TokenIssueTime": "false"}},
    "write in an archive class": {
        "Null": {"s3:x-amz-storage-class": "false"},
        "StringNotEquals": {"s3:x-amz-storage-class": "STANDARD"},
    },
    "write with a customer's key": {"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
    KMS: {
        "Null": {"s3:x-amz-server-side-encryption": "false"},
        "StringNotEquals": {"s3:x-amz-server-side-encryption": "AES256"},
    },
    "write by a link": {"StringNotEquals": {"s3:authType": "REST-HEADER"}},
}


@dataclass(frozen=True)
class Plant:
    """A plant's credentials, and the settings file that its OT engineer got."""

    keys: Keys
    settings: Mapping[str, object]


def plant(
    cloud: LocalCloud, *more: Statement, feeder: str = "sender", site: str = "mine", without: Collection[str] = ()
) -> Plant:
    """A plant as the stacks make it: with more rights, a longer prefix or without one Deny it has a hole."""
    bucket = cloud.bucket(versioned=True)
    without = {*without, OVERWRITE if feeder == "pi-integrator" else SESSION}
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": f"arn:aws:s3:::{bucket}/site=*"}
    denies = [{**deny, "Condition": DENIES[name]} for name in DENIES if name not in without]
    cloud.client("s3").put_bucket_policy(Bucket=bucket, Policy=policy(*denies))
    own = f"arn:aws:s3:::{bucket}/site={site}/feeder={feeder}/*"
    statements = [allow("s3:PutObject", own), allow("s3:AbortMultipartUpload", own), *more]
    if feeder == "sender":
        identity = cloud.role(*statements, path="/airlock/plant/")
        keys = cloud.session(identity)
    else:
        keys = cloud.user(*statements)
        identity = cloud.client("sts", keys).get_caller_identity()["Arn"]
    settings = {
        "site": site.rstrip("*"),
        "feeder": feeder,
        "identity": identity,
        "bucket": bucket,
        "region": "us-east-1",
        "stream": STREAM,
        "closed-prefix": [NEIGHBOUR],
        "closed-bucket": [cloud.bucket()],
        "endpoint-url": cloud.endpoint,
        "ca-bundle": str(cloud.state / "tls" / "bundle.pem"),
    }
    return Plant(keys, settings)


def allow(action: str, resource: str = "*") -> Statement:
    return {"Effect": "Allow", "Action": action, "Resource": resource}
