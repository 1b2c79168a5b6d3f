"""What is asked: one cell of a dataset, and where the tables lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from replica.engine.limits import Limits
from replica.settings import Settings


class QuestionError(ValueError):
    """There is no such cell; the message has what was got and what was wanted."""


@dataclass(frozen=True)
class Question:
    """`silver` and `gold` are URIs without a closing slash; `time` is any moment of the cell, `asset` null where the dataset has one."""

    settings: Settings
    silver: str
    gold: str
    dataset: str
    column: str
    time: datetime
    asset: str | None
    limits: Limits
