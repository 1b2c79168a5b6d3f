"""Fair queues: a group with most of a standard queue's messages in flight waits, while others have messages there.

Of AWS's two measures this is the share of messages in flight; the share of processing time, which finds a group of few but
slow messages, is not measured here.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {"services.sqs": ("_collect_msgs", "_ensure_msg_fields")}

# A group is noisy from so many of its messages in flight, if they are more than such a share of all of the queue's.
_MANY = 30
_SHARE = 0.1
# It is quiet again when none of its messages waits, or none was in flight for so long.
_QUIET_SECONDS = 300.0

Message = dict[str, Any]
# By the queue's ARN, each noisy group and when it last had a message in flight.
_noisy: dict[str, dict[str, float]] = {}


def install(_settings: Settings) -> None:
    wrap("services.sqs", "_collect_msgs", _fairly)


def in_turn(messages: Sequence[Message], noisy: dict[str, float], now: float) -> list[Message]:
    """The messages that wait, as they are handed out; `noisy` is kept up to date."""
    waiting = [each for each in messages if each["visible_at"] <= now]
    flying = Counter(each["group_id"] for each in messages if each["visible_at"] > now and each["receive_count"] > 0)
    for group, count in flying.items():
        if group in noisy or (group and count >= _MANY and count > _SHARE * flying.total()):
            noisy[group] = now
    backlog = {each["group_id"] for each in waiting}
    for group in [group for group, at in noisy.items() if group not in backlog or now - at >= _QUIET_SECONDS]:
        del noisy[group]
    return sorted(waiting, key=lambda each: 1 + flying[each["group_id"]] if each["group_id"] in noisy else 0)


def _fairly(original: Callable[..., list[Message]]) -> Callable[..., list[Message]]:
    def collect(queue: dict[str, Any], most: int, hidden_seconds: int) -> list[Message]:
        if queue["is_fifo"]:
            return original(queue, most, hidden_seconds)
        messages = list(queue["messages"])
        for each in messages:
            ministack("services.sqs")._ensure_msg_fields(each)
        noisy = _noisy.setdefault(queue["attributes"]["QueueArn"], {})
        # The messages themselves are marked as received, so that a list of another order serves.
        return original({**queue, "messages": in_turn(messages, noisy, time.time())}, most, hidden_seconds)

    return collect
