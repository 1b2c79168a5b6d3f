"""Windows of time, and how far a page of readings tells all of one: pure, so that it can be tried with any history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from airlock_sender.ticks import SECOND


class Window(NamedTuple):
    """From `begin` on, and before `end`, in ticks."""

    begin: int
    end: int


class Page(NamedTuple):
    """What one stream's page says of its window: `last` is the tick of its last reading, and `is_full` that more may follow."""

    last: int
    is_full: bool


def told_until(window: Window, pages: Iterable[Page]) -> int:
    """Before which moment these pages tell all of every stream.

    A full page may end amid readings of one moment: only what lies before that moment is whole. It is the window's begin
    where a page is full of that one moment, and then nothing is.
    """
    return min((page.last for page in pages if page.is_full), default=window.end)


@dataclass(frozen=True)
class Pace:
    """How long a window to ask for, in ticks: half after a failure, twice after an answer that had room."""

    length: int = 3600 * SECOND
    longest: int = 30 * 86_400 * SECOND

    def window(self, begin: int, limit: int) -> Window:
        return Window(begin, min(begin + self.length, limit))

    def halved(self) -> Pace:
        return replace(self, length=max(self.length // 2, 1))

    def after(self, window: Window, told: int, filled: float) -> Pace:
        """`filled` is the share of its room that the fullest page took."""
        if told < window.end:
            return replace(self, length=max(told - window.begin, 1))
        return replace(self, length=min(self.length * 2, self.longest)) if filled < 0.5 else self
