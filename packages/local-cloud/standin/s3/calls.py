"""Operations of S3 on objects that a request makes, by the names that CloudTrail has for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from standin.server.seams import Seams, ministack
from standin.server.traffic import Call

SEAMS: Seams = {"core.iam_actions": ("_s3_action",)}

_PLAIN = {"GET": "GetObject", "HEAD": "HeadObject", "PUT": "PutObject", "DELETE": "DeleteObject"}
_PARTS: Mapping[tuple[str, str], str] = {
    ("GET", "acl"): "GetObjectAcl",
    ("PUT", "acl"): "PutObjectAcl",
    ("GET", "attributes"): "GetObjectAttributes",
    ("GET", "legal-hold"): "GetObjectLegalHold",
    ("PUT", "legal-hold"): "PutObjectLegalHold",
    ("GET", "retention"): "GetObjectRetention",
    ("PUT", "retention"): "PutObjectRetention",
    ("GET", "tagging"): "GetObjectTagging",
    ("PUT", "tagging"): "PutObjectTagging",
    ("DELETE", "tagging"): "DeleteObjectTagging",
    ("GET", "torrent"): "GetObjectTorrent",
    ("POST", "restore"): "RestoreObject",
    ("POST", "select"): "SelectObjectContent",
    ("POST", "uploads"): "CreateMultipartUpload",
    ("POST", "uploadId"): "CompleteMultipartUpload",
    ("DELETE", "uploadId"): "AbortMultipartUpload",
    ("GET", "uploadId"): "ListParts",
    ("PUT", "uploadId"): "UploadPart",
}
# By IAM's action and the method; what else concerns a bucket is no call of objects.
_OF_BUCKETS: Mapping[tuple[str, str], str] = {
    ("ListBucket", "GET"): "ListObjects",
    ("ListBucket", "HEAD"): "HeadBucket",
    ("ListBucketVersions", "GET"): "ListObjectVersions",
    ("ListBucketMultipartUploads", "GET"): "ListMultipartUploads",
}
_COPIES = {"PutObject": "CopyObject", "UploadPart": "UploadPartCopy"}


@dataclass(frozen=True)
class ObjectCall:
    """`name` as CloudTrail has it, for example PutObject; `key` is empty for a call on all objects of the bucket."""

    name: str
    bucket: str
    key: str

    @property
    def arn(self) -> str:
        """Of the object; for a bucket's call the prefix that all its objects have."""
        return f"arn:aws:s3:::{self.bucket}/{self.key}"


def object_call(call: Call) -> ObjectCall | None:
    """None for a request that concerns no object."""
    bucket, _, key = call.path.lstrip("/").partition("/")
    if call.service != "s3" or not bucket:
        return None
    name = _name_on_object(call) if key else _name_on_bucket(call)
    return ObjectCall(name, bucket, unquote(key)) if name else None


def _name_on_object(call: Call) -> str | None:
    names = (_PARTS.get((call.method, part)) for part in call.query)
    name = next((each for each in names if each), None) or _PLAIN.get(call.method)
    return _COPIES.get(name or "", name) if "x-amz-copy-source" in call.headers else name


def _name_on_bucket(call: Call) -> str | None:
    if call.method == "POST":
        return "DeleteObjects" if "delete" in call.query else "PostObject"
    action = ministack("core.iam_actions")._s3_action(call.method, call.path, call.query)
    return _OF_BUCKETS.get((action, call.method))
