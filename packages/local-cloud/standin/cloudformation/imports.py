"""What a change set imports beyond MiniStack's: policies of buckets and streams, and a bucket that is there already."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Mapping
from typing import Any

from standin.cloudformation.handlers import Attributes, handlers
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "services.cloudformation.changesets": ("_IMPORT_LOOKUPS", "_deploy_stack_async"),
    "services.cloudformation.provisioners": ("s3_bucket_name_conflict",),
    "services.kinesis": ("_streams",),
    "services.s3": ("_bucket_policies",),
}

Identifier = Mapping[str, str]

_buckets: contextvars.ContextVar[frozenset[str]] = contextvars.ContextVar("standin_imported", default=frozenset())


def install(_settings: Settings) -> None:
    lookups = ministack("services.cloudformation.changesets")._IMPORT_LOOKUPS
    lookups["AWS::Kinesis::Stream"] = (("Name",), _stream_problem)
    lookups["AWS::S3::BucketPolicy"] = (("Bucket",), _policy_problem)
    handlers()["AWS::Kinesis::Stream"]["import"] = _import_stream
    handlers()["AWS::S3::BucketPolicy"]["import"] = _import_policy
    wrap("services.cloudformation.changesets", "_deploy_stack_async", _knowing_what_it_imports)
    wrap("services.cloudformation.provisioners", "s3_bucket_name_conflict", _of_others)


def _stream_problem(name: str) -> str | None:
    return None if name in ministack("services.kinesis")._streams else f"there is no stream {name}"


def _policy_problem(bucket: str) -> str | None:
    return None if bucket in ministack("services.s3")._bucket_policies else f"{bucket} has no policy"


def _import_stream(identifier: Identifier) -> tuple[str, Attributes]:
    name = identifier["Name"]
    return name, {"Arn": ministack("services.kinesis")._streams[name]["StreamARN"]}


def _import_policy(identifier: Identifier) -> tuple[str, Attributes]:
    return f"{identifier['Bucket']}-policy", {}


def _knowing_what_it_imports(original: Callable[..., Any]) -> Callable[..., Any]:
    async def deploy(*given: Any, imports: Mapping[str, Identifier] | None = None, **more: Any) -> Any:
        names = (each.get("BucketName") for each in (imports or {}).values())
        _buckets.set(frozenset(name for name in names if name))
        return await original(*given, imports=imports, **more)

    return deploy


def _of_others(original: Callable[[str], Any]) -> Callable[[str], Any]:
    """MiniStack takes the bucket that a change set imports for one that stands in its way."""

    def conflict(name: str) -> Any:
        return None if name in _buckets.get() else original(name)

    return conflict
