"""Object calls where MiniStack's S3 does less than AWS: a copy that may not overwrite, locks that outlive a restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.s3": (
        "_buckets",
        "_check_put_preconditions",
        "_copy_object",
        "_object_legal_hold",
        "_object_retention",
        "_PERSISTED_BUCKET_DICTS",
    )
}


def install(_settings: Settings) -> None:
    wrap("services.s3", "_copy_object", _honouring_preconditions)
    s3 = ministack("services.s3")
    s3._PERSISTED_BUCKET_DICTS["standin_object_retention"] = s3._object_retention
    s3._PERSISTED_BUCKET_DICTS["standin_object_legal_hold"] = s3._object_legal_hold


def _honouring_preconditions(original: Callable[..., Any]) -> Callable[..., Any]:
    def copy_object(bucket: str, key: str, headers: Mapping[str, str]) -> Any:
        s3 = ministack("services.s3")
        present = (s3._buckets.get(bucket) or {}).get("objects", {}).get(key)
        return s3._check_put_preconditions(headers, present) or original(bucket, key, headers)

    return copy_object
