"""One request that an identity tried, as it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tried.judgement import Answer, Verdict
from tried.plan import Identity

Seen = Verdict | Literal["not tried"]


@dataclass(frozen=True)
class Row:
    identity: str
    service: str
    operation: str
    target: str
    wanted: Literal["refused", "accepted"]
    owner: Seen
    """Answer to the same request by the account's owner just before: without success a refusal proves nothing."""
    observed: Seen
    answer: str
    """The service's own words, or why nothing was tried."""


def intended(identity: Identity, service: str, operation: str, target: str, answer: Answer) -> Row:
    """A request that must pass needs no owner to prove it."""
    return Row(identity.name, service, operation, target, "accepted", "not tried", answer.verdict, answer.words)
