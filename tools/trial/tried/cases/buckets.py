"""Reads of a bucket: lists of what it holds, and its settings."""

from __future__ import annotations

from tried.case import Case, call
from tried.places import Account, StoredBucket


def _read(operation: str, action: str | None = None, **more: object) -> Case[StoredBucket]:
    """A read by an action of the operation's own name, unless said otherwise."""
    actions = (f"s3:{action or operation}",)
    return Case(operation, actions, lambda c, b: call(c.s3, operation, {"Bucket": b.bucket, **more}))


def _list_prefix(operation: str, action: str) -> Case[StoredBucket]:
    return Case(
        operation,
        (f"s3:{action}",),
        lambda c, b: call(c.s3, operation, {"Bucket": b.bucket, "Prefix": b.prefix}),
        "under a prefix",
    )


_LISTS: tuple[Case[StoredBucket], ...] = (
    _read("HeadBucket", "ListBucket"),
    _read("ListObjects", "ListBucket"),
    _read("ListObjectsV2", "ListBucket"),
    _read("ListObjectVersions", "ListBucketVersions"),
    _read("ListMultipartUploads", "ListBucketMultipartUploads"),
    _list_prefix("ListObjects", "ListBucket"),
    _list_prefix("ListObjectsV2", "ListBucket"),
    _list_prefix("ListObjectVersions", "ListBucketVersions"),
    _list_prefix("ListMultipartUploads", "ListBucketMultipartUploads"),
)

_SETTINGS: tuple[Case[StoredBucket], ...] = (
    _read("GetBucketAbac"),
    _read("GetBucketAccelerateConfiguration", "GetAccelerateConfiguration"),
    _read("GetBucketAcl"),
    _read("GetBucketAnalyticsConfiguration", "GetAnalyticsConfiguration", Id="tried"),
    _read("GetBucketCors", "GetBucketCORS"),
    _read("GetBucketEncryption", "GetEncryptionConfiguration"),
    _read("GetBucketIntelligentTieringConfiguration", "GetIntelligentTieringConfiguration", Id="tried"),
    _read("GetBucketInventoryConfiguration", "GetInventoryConfiguration", Id="tried"),
    _read("GetBucketLifecycle", "GetLifecycleConfiguration"),
    _read("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
    _read("GetBucketLocation"),
    _read("GetBucketLogging"),
    _read("GetBucketMetadataConfiguration", "GetBucketMetadataTableConfiguration"),
    _read("GetBucketMetadataTableConfiguration"),
    _read("GetBucketMetricsConfiguration", "GetMetricsConfiguration", Id="tried"),
    _read("GetBucketNotification"),
    _read("GetBucketNotificationConfiguration", "GetBucketNotification"),
    _read("GetBucketOwnershipControls"),
    _read("GetBucketPolicy"),
    _read("GetBucketPolicyStatus"),
    _read("GetBucketReplication", "GetReplicationConfiguration"),
    _read("GetBucketRequestPayment"),
    _read("GetBucketTagging"),
    _read("GetBucketVersioning"),
    _read("GetBucketWebsite"),
    _read("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
    _read("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
    _read("ListBucketAnalyticsConfigurations", "GetAnalyticsConfiguration"),
    _read("ListBucketIntelligentTieringConfigurations", "GetIntelligentTieringConfiguration"),
    _read("ListBucketInventoryConfigurations", "GetInventoryConfiguration"),
    _read("ListBucketMetricsConfigurations", "GetMetricsConfiguration"),
)

READS = (*_LISTS, *_SETTINGS)

ACCOUNT_READS: tuple[Case[Account], ...] = (
    Case("ListBuckets", ("s3:ListAllMyBuckets",), lambda c, _: c.s3.list_buckets()),
)
