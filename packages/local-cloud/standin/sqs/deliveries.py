"""What reaches a queue: by a rule only where the queue's policy lets the rule, and in the group that its target names."""

from __future__ import annotations

import contextvars
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.concurrency": ("esm_wake",),
    "core.responses": ("new_uuid",),
    "services.eventbridge": ("_dispatch_to_sqs", "_invoke_target"),
    "services.sqs": (
        "_act_send_message",
        "_ensure_msg_fields",
        "_queue_by_arn",
        "_queues_lock",
        "queue_delay",
        "queue_policy_allows",
    ),
}

_rule: contextvars.ContextVar[str] = contextvars.ContextVar("standin_rule", default="")
_log = logging.getLogger("standin.sqs")


def install(_settings: Settings) -> None:
    wrap("services.eventbridge", "_invoke_target", _by_rule)
    wrap("services.eventbridge", "_dispatch_to_sqs", _delivering)
    wrap("services.sqs", "_act_send_message", _alone)


def _by_rule(original: Callable[..., None]) -> Callable[..., None]:
    def invoke(target: Mapping[str, Any], event: Any, rule: Mapping[str, Any], *rest: Any) -> None:
        token = _rule.set(str(rule.get("Arn", "")))
        try:
            original(target, event, rule, *rest)
        finally:
            _rule.reset(token)

    return invoke


def _delivering(original: Callable[..., None]) -> Callable[..., None]:
    def dispatch(target: Any, payload: str, parameters: Mapping[str, str] | None = None) -> None:
        sqs, rule = ministack("services.sqs"), _rule.get()
        # A schedule comes here too: it acts in its role.
        is_rule = rule.split(":")[2:3] == ["events"]
        if is_rule and not sqs.queue_policy_allows(str(target), "events.amazonaws.com", rule, target.account_id):
            _log.warning("%s may not send to %s: the event is lost", rule, target)
            return
        queue = sqs._queue_by_arn(str(target))
        if queue is None or queue["is_fifo"]:
            original(target, payload, parameters)
            return
        _put(queue, payload, (parameters or {}).get("MessageGroupId"))

    return dispatch


def _put(queue: dict[str, Any], payload: str, group: str | None) -> None:
    sqs, now = ministack("services.sqs"), time.time()
    message: dict[str, Any] = {
        "id": ministack("core.responses").new_uuid(),
        "body": payload,
        "group_id": group,
        "sent_at": now,
        "visible_at": now + sqs.queue_delay(queue),
    }
    sqs._ensure_msg_fields(message)
    with sqs._queues_lock:
        queue["messages"].append(message)
    ministack("core.concurrency").esm_wake.set()


def _alone(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Functions' pollers put another list in the queue's place: what is added meanwhile would be lost."""

    def send(data: dict[str, Any], url: str) -> dict[str, Any]:
        with ministack("services.sqs")._queues_lock:
            return original(data, url)

    return send
