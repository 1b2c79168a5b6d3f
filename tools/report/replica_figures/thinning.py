"""Fewer points for a drawing that looks the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Point = tuple[Any, ...]
"""Its moment, its value or null, and what else is told of it."""


def thin(points: Sequence[Point], kept: Sequence[bool], most: int) -> list[Point]:
    """At most `most` of `points` (in order), but every one that is `kept`.

    Of the others each stretch gives its lowest and its highest value, so that no peak is lost.
    """
    if len(points) <= most:
        return list(points)
    others = [place for place, is_kept in enumerate(kept) if not is_kept]
    stretches = max(1, (most - len(points) + len(others)) // 2)
    chosen = {place for place, is_kept in enumerate(kept) if is_kept}
    for stretch in range(stretches):
        begin, end = (-(-len(others) * at // stretches) for at in (stretch, stretch + 1))
        chosen.update(_extremes(points, others[begin:end]))
    return [points[place] for place in sorted(chosen)]


def _extremes(points: Sequence[Point], places: list[int]) -> list[int]:
    """The first of the lowest and the first of the highest; the first of all where none has a value."""
    valued = [place for place in places if points[place][1] is not None] or places[:1]
    return [found(valued, key=lambda place: points[place][1]) for found in (min, max) if valued]
