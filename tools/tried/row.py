"""One request that an identity tried, as it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tried.judgement import Verdict

Seen = Verdict | Literal["not tried"]


@dataclass(frozen=True)
class Row:
    identity: str
    service: str
    operation: str
    target: str
    wanted: Literal["refused", "allowed"]
    owner: Seen
    """What came of the same request by the account's owner just before: without success a refusal proves nothing."""
    observed: Seen
    answer: str
    """What the service said, or why nothing was tried."""
