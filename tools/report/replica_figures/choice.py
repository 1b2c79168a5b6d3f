"""Choice of the tags that show most of what can happen to a tag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Sight(NamedTuple):
    """A tag, and the kinds of things that happened to it."""

    tag_id: str
    kinds: frozenset[str]
    """Reasons, states, converted units, gaps: each different thing once."""
    points: int
    """How many readings and gold cells are of one of these kinds."""


def choose(sights: Iterable[Sight], most: int) -> list[str]:
    """Ids of at most `most` tags: as many different kinds as possible first, then the tags with most to see."""
    rest = sorted(sights, key=lambda sight: (-sight.points, sight.tag_id))
    unseen = frozenset[str]().union(*(sight.kinds for sight in rest))
    chosen: list[str] = []
    while rest and len(chosen) < most:
        best = max(rest, key=lambda sight: len(sight.kinds & unseen))
        rest.remove(best)
        unseen -= best.kinds
        chosen.append(best.tag_id)
    return chosen
