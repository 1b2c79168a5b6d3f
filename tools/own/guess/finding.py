"""What a guess says: what it found and by what, or what nobody can know from the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    about: str
    value: str
    why: str


@dataclass(frozen=True)
class Question:
    """`option` is what answers it on the command line; with `choices` the answer is one of them."""

    option: str
    asks: str
    choices: tuple[str, ...] = ()
    of: str | None = None
    """Column that is asked about."""


class UnreadableError(ValueError):
    """A file that no setting can make readable; the message says what mends it."""


@dataclass
class Guess:
    """Settings of a view as far as they are known, with what they rest on and what is still to be asked."""

    options: dict[str, Any] = field(default_factory=dict)
    columns: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def found(self, about: str, value: str, why: str) -> None:
        self.findings.append(Finding(about, value, why))

    def ask(self, option: str, asks: str, choices: tuple[str, ...] = (), of: str | None = None) -> None:
        self.questions.append(Question(option, asks, choices, of))
