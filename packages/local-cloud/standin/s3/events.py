"""S3 events as AWS sends them to EventBridge, and a switch that loses the next one on purpose."""

from __future__ import annotations

import contextvars
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from standin.server.seams import Seams, wrap
from standin.server.settings import Settings

SEAMS: Seams = {"services.s3": ("_fire_s3_event",), "services.eventbridge": ("_dispatch_event",)}

_version: contextvars.ContextVar[str | None] = contextvars.ContextVar("standin_event_version", default=None)


def install(settings: Settings) -> None:
    switch = settings.drop_next_event

    def firing(original: Callable[..., None]) -> Callable[..., None]:
        def fire(bucket: str, key: str, event: str, *rest: Any, version_id: str | None = None, **more: Any) -> None:
            if take_drop(switch, f"{bucket}/{key}"):
                return
            token = _version.set(version_id)
            try:
                original(bucket, key, event, *rest, version_id=version_id, **more)
            finally:
                _version.reset(token)

        return fire

    wrap("services.s3", "_fire_s3_event", firing)
    wrap("services.eventbridge", "_dispatch_event", _with_version_id)


def take_drop(switch: Path, address: str) -> bool:
    """True if the event of `bucket/key` is to be lost: once, if the switch file exists and names a prefix of the address."""
    try:
        prefix = switch.read_text().strip()
    except FileNotFoundError:
        return False
    if not address.startswith(prefix):
        return False
    try:
        switch.rename(switch.with_name("drop-next-event.taken"))
    except FileNotFoundError:
        return False  # another event took it at the same moment
    switch.with_name("drop-next-event.taken").write_text(address + "\n")
    return True


def _with_version_id(original: Callable[..., None]) -> Callable[..., None]:
    def dispatch(event: dict[str, Any], *rest: Any) -> None:
        version = _version.get()
        if version and event.get("Source") == "aws.s3":
            detail = json.loads(event["Detail"])
            detail["object"]["version-id"] = version
            event = {**event, "Detail": json.dumps(detail)}
        original(event, *rest)

    return dispatch
