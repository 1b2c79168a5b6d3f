"""DescribeLimits, which MiniStack's Kinesis lacks: how many shards an account may have, and how many are open."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings
from standin.service_quotas.service import applied

SEAMS: Seams = {"services.kinesis": ("handle_request", "_streams")}

_SHARDS = 500
_ON_DEMAND_STREAMS = 50

Answer = tuple[int, Any, Any]


def install(_settings: Settings) -> None:
    wrap("services.kinesis", "handle_request", _with_limits)


def _with_limits(original: Callable[..., Awaitable[Answer]]) -> Callable[..., Awaitable[Answer]]:
    async def handle_request(method: str, path: str, headers: Mapping[str, str], *rest: Any) -> Answer:
        if headers.get("x-amz-target", "").endswith(".DescribeLimits"):
            return 200, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(_limits()).encode()
        return await original(method, path, headers, *rest)

    return handle_request


def _limits() -> dict[str, float | None]:
    streams = list(ministack("services.kinesis")._streams.values())
    return {
        "ShardLimit": applied("kinesis/ShardLimit", _SHARDS),
        "OpenShardCount": sum(len(stream["shards"]) for stream in streams),
        "OnDemandStreamCount": 0,
        "OnDemandStreamCountLimit": _ON_DEMAND_STREAMS,
    }
