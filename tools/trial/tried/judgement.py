"""What an answer says: that a request was allowed, refused, unknown here, or nothing of all that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from botocore.exceptions import BotoCoreError, ClientError

from tried.clients import OtherAnswerError

Verdict = Literal["allowed", "refused", "not implemented", "unclear"]

# HEAD has no body, hence no code but the status. A bad signature is a 403 too, and no refusal by right.
_REFUSED_403 = frozenset({"AccessDenied", "403"})
_REFUSED = frozenset({"AccessDeniedException"})
_NOT_IMPLEMENTED = frozenset({"InvalidAction", "InvalidURI", "MethodNotAllowed", "NotImplemented"})
# Whoever may not ask is refused before: these say that there is nothing, to one who may.
_NOTHING_THERE = frozenset(
    {
        "NoSuchBucketPolicy",
        "NoSuchCORSConfiguration",
        "NoSuchConfiguration",
        "NoSuchLifecycleConfiguration",
        "NoSuchTagSet",
        "NoSuchWebsiteConfiguration",
        "ObjectLockConfigurationNotFoundError",
        "ReplicationConfigurationNotFoundError",
        "ServerSideEncryptionConfigurationNotFoundError",
    }
)
_WORDS = 200


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    words: str
    """What the service said."""


def ask(send: Callable[[], object]) -> Answer:
    """Send a request, read of its answer as much as shows that there is one, and judge."""
    try:
        _taste(send())
    except OtherAnswerError as error:
        return Answer("not implemented", str(error))
    except ClientError as error:
        return _of_error(error.response)
    except BotoCoreError as error:
        return Answer("unclear", f"{type(error).__name__}: {error}"[:_WORDS])
    return Answer("allowed", "OK")


def _of_error(response: Mapping[str, Any]) -> Answer:
    code, status = str(response["Error"]["Code"]), response["ResponseMetadata"]["HTTPStatusCode"]
    words = f"{status} {code}: {response['Error'].get('Message', '')}"[:_WORDS]
    if code in _REFUSED or (status == 403 and code in _REFUSED_403):
        return Answer("refused", words)
    if code in _NOT_IMPLEMENTED or status == 501:
        return Answer("not implemented", words)
    return Answer("allowed" if code in _NOTHING_THERE else "unclear", words)


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
