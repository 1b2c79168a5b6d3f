"""Operations that the local cloud has not, by client of boto3: what is new here was tried before, and no longer is."""

from __future__ import annotations

from collections.abc import Mapping

NOT_IMPLEMENTED: Mapping[str, frozenset[str]] = {
    "kinesis": frozenset(
        {
            "DescribeAccountSettings",
            "DescribeChannel",
            "ListChannels",
            "ListTagsForResource",
        }
    ),
    "kms": frozenset(
        {
            "DeriveSharedSecret",
            "DescribeCustomKeyStores",
            "GetKeyLastUsage",
            "ListKeyRotations",
            "ListRetirableGrants",
            "ReEncrypt",
        }
    ),
    "s3": frozenset(
        {
            "GetBucketAbac",
            "GetBucketAnalyticsConfiguration",
            "GetBucketIntelligentTieringConfiguration",
            "GetBucketInventoryConfiguration",
            "GetBucketMetadataConfiguration",
            "GetBucketMetadataTableConfiguration",
            "GetBucketPolicyStatus",
            "GetBucketRequestPayment",
            "ListBucketAnalyticsConfigurations",
            "ListBucketIntelligentTieringConfigurations",
            "ListBucketInventoryConfigurations",
            "SelectObjectContent",
        }
    ),
    "s3control": frozenset(
        {
            "DescribeJob",
            "GetAccessGrant",
            "GetAccessGrantsInstance",
            "GetAccessGrantsInstanceForPrefix",
            "GetAccessGrantsInstanceResourcePolicy",
            "GetAccessGrantsLocation",
            "GetDataAccess",
            "GetJobTagging",
            "GetPublicAccessBlock",
            "GetStorageLensConfiguration",
            "GetStorageLensConfigurationTagging",
            "GetStorageLensGroup",
            "ListAccessGrants",
            "ListAccessGrantsInstances",
            "ListAccessGrantsLocations",
            "ListCallerAccessGrants",
            "ListJobs",
            "ListStorageLensConfigurations",
            "ListStorageLensGroups",
        }
    ),
}
