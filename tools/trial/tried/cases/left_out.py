"""Operations that read and are not tried, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping

_DIRECTORY = "reads a directory bucket, which needs an action of the service s3express; none is deployed"
_OUTPOSTS = "reads a bucket on an Outpost, which needs an action of the service s3-outposts; none is deployed"
_NO_ANSWER = "of every access point the local cloud says that it does not exist, to its owner too"

LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "s3": {
        "CreateSession": _DIRECTORY,
        "ListDirectoryBuckets": _DIRECTORY,
        "WriteGetObjectResponse": "gives bytes to the caller of an Object Lambda and takes none",
    },
    "s3control": {
        "GetAccessPointScope": _DIRECTORY,
        "ListAccessPointsForDirectoryBuckets": _DIRECTORY,
        **dict.fromkeys(
            (
                "GetBucket",
                "GetBucketLifecycleConfiguration",
                "GetBucketPolicy",
                "GetBucketReplication",
                "GetBucketTagging",
                "GetBucketVersioning",
                "ListRegionalBuckets",
            ),
            _OUTPOSTS,
        ),
        **dict.fromkeys(
            (
                "GetAccessPointPolicyStatus",
                "GetAccessPointPolicyStatusForObjectLambda",
                "GetMultiRegionAccessPointPolicyStatus",
            ),
            _NO_ANSWER,
        ),
    },
    "kinesis": {},
    "kms": {},
}
