"""Summaries of a span, by time or by event; a state counts for no value, and its time is not good."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plant.webapi.api.errors import ApiError
from plant.webapi.api.retrieval import interpolated_at, recorded
from plant.webapi.system.archive import Archive
from plant.webapi.system.event import Event
from plant.webapi.system.ticks import TICKS_A_SECOND

DAY = 86_400 * TICKS_A_SECOND
BASES = ("TimeWeighted", "EventWeighted")


class Span(NamedTuple):
    """Numbers of a span, each with the weight that it has, and the share of the span that is good."""

    start: int
    values: list[float]
    weights: list[float]
    percent_good: float
    good: int

    @property
    def mean(self) -> float:
        return sum(value * weight for value, weight in zip(self.values, self.weights, strict=True)) / sum(self.weights)


_OF: dict[str, Callable[[Span], float]] = {
    "Total": lambda span: span.mean * sum(span.weights) / DAY,
    "Average": lambda span: span.mean,
    "Minimum": lambda span: min(span.values),
    "Maximum": lambda span: max(span.values),
    "Range": lambda span: max(span.values) - min(span.values),
    "PopulationStdDev": lambda span: statistics.pstdev(span.values),
    "Count": lambda span: span.good,
    "PercentGood": lambda span: span.percent_good,
}
_OF_NOTHING = ("Count", "PercentGood")


def summaries(
    archive: Archive, start: int, end: int, types: Sequence[str], basis: str, is_step: bool
) -> list[tuple[str, Event | None]]:
    """Each type's value at the span's start, None where the span has no number; 400 for an unknown type."""
    span = _span(archive, min(start, end), max(start, end), basis == "EventWeighted", is_step)
    return [(name, _summary(span, name)) for name in map(_known, types)]


def _known(name: str) -> str:
    for known in _OF:
        if name.lower() == known.lower():
            return known
    raise ApiError(400, f"The value '{name}' is not valid for parameter 'summaryType'.")


def _summary(span: Span, name: str) -> Event | None:
    if name not in _OF_NOTHING and not (span.values and sum(span.weights)):
        return None
    return Event(span.start, _OF[name](span))


def _span(archive: Archive, start: int, end: int, is_by_event: bool, is_step: bool) -> Span:
    inside = recorded(archive, start, end, "Inside", len(archive))
    numbers = [number for number in map(_number, inside) if number is not None]
    if is_by_event:
        share = 100.0 * len(numbers) / len(inside) if inside else 0.0
        return Span(start, numbers, [1.0] * len(numbers), share, len(numbers))
    corners = [interpolated_at(archive, start, is_step), *inside, interpolated_at(archive, end, is_step)]
    values, weights = [], []
    for before, after in pairwise(corners):
        held, later = _number(before), _number(after)
        if held is not None:
            values.append(held if is_step or later is None else (held + later) / 2)
            weights.append(float(after.ticks - before.ticks))
    share = 100.0 * sum(weights) / (end - start) if end > start else 0.0
    return Span(start, values, weights, share, len(numbers))


def _number(event: Event) -> float | None:
    value = event.value
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
