"""An answer by the rule of extraction/plant_check.py, which is the only one: no word of it is said again here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

import plant_check
from botocore.exceptions import BotoCoreError, ClientError

from tried.clients import OtherAnswerError

Verdict = plant_check.Verdict
_WORDS = 200


class Sender(Protocol):
    def keys_hold(self) -> bool:
        """That the cloud knows the sender, whatever it may do."""


AnySender = TypeVar("AnySender", bound=Sender)
At = TypeVar("At")


@dataclass(frozen=True)
class Answer:
    """`words` are the service's own."""

    verdict: Verdict
    words: str


def ask(sender: AnySender, send: Callable[[AnySender, At], object], at: At) -> Answer:
    """Send a request, read of its answer as much as shows that there is one, and judge."""
    try:
        _taste(send(sender, at))
    except OtherAnswerError as error:
        return Answer("not implemented", str(error))
    except ClientError as error:
        return answer_of(error, sender)
    except BotoCoreError as error:
        return Answer("unclear", f"{type(error).__name__}: {error}"[:_WORDS])
    return Answer("accepted", "OK")


def answer_of(error: ClientError, sender: Sender) -> Answer:
    details, status = error.response["Error"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    words = f"{status} {details.get('Code')}: {details.get('Message', '')}"[:_WORDS]
    return Answer(plant_check.judge(error, sender.keys_hold), words)


def _taste(answer: object) -> None:
    """The first byte of a body, the first event of a stream."""
    if not isinstance(answer, Mapping):
        return
    if body := answer.get("Body"):
        body.read(1)
        body.close()
    for name in ("EventStream", "Payload"):
        if events := answer.get(name):
            next(iter(events), None)
            events.close()
