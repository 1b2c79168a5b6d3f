"""The condition key cloudwatch:namespace, without which a right to send metrics of one namespace is a right to send none."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from standin.server.seams import Seams, wrap
from standin.server.settings import Settings

SEAMS: Seams = {"core.iam_actions": ("request_tag_context",)}


def install(_settings: Settings) -> None:
    # It is asked for the keys of every request that has an action, before any policy is looked at.
    wrap("core.iam_actions", "request_tag_context", _with_namespace)


def namespace(body: bytes) -> str | None:
    """Namespace of a PutMetricData as JSON or as a form, None where there is none to be read; MiniStack reads no CBOR here either."""
    try:
        if body.startswith(b"{"):
            return _text(json.loads(body).get("Namespace"))
        return _text(parse_qs(body.decode()).get("Namespace", [None])[0])
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _with_namespace(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    def request_tag_context(service: str, action: str, body: bytes, *rest: Any) -> dict[str, Any]:
        keys = original(service, action, body, *rest)
        if action == "cloudwatch:PutMetricData" and (found := namespace(body)) is not None:
            keys = {**keys, "cloudwatch:namespace": found}
        return keys

    return request_tag_context
