"""Whoever is subscribed by an address is told as pending until the answer comes; MiniStack tells all alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {"services.sns": ("_list_subscriptions_by_topic", "_p", "_topic_by_arn_any_scope")}

# Nobody reads mail here, so nobody answers by it.
_BY_MAIL = ("email", "email-json")

Answer = tuple[int, Mapping[str, str], bytes]


def install(_settings: Settings) -> None:
    wrap("services.sns", "_list_subscriptions_by_topic", _telling_who_is_asked)


def _telling_who_is_asked(original: Callable[[Any], Answer]) -> Callable[[Any], Answer]:
    def list_subscriptions_by_topic(params: Any) -> Answer:
        status, headers, body = original(params)
        sns = ministack("services.sns")
        topic = sns._topic_by_arn_any_scope(sns._p(params, "TopicArn"))
        for each in topic["subscriptions"] if topic and status < 300 else ():
            if each["protocol"] in _BY_MAIL or not each["confirmed"]:
                body = body.replace(
                    f"<SubscriptionArn>{each['arn']}<".encode(), b"<SubscriptionArn>PendingConfirmation<"
                )
        return status, headers, body

    return list_subscriptions_by_topic
