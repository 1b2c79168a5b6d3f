from __future__ import annotations

from replica_figures.choice import Sight, choose


def sight(tag: str, kinds: str, points: int) -> Sight:
    return Sight(tag, frozenset(kinds), points)


def test_a_tag_with_one_rare_kind_comes_before_more_of_the_same() -> None:
    sights = [sight("many", "ab", 900), sight("same", "ab", 800), sight("rare", "c", 1)]

    assert choose(sights, 2) == ["many", "rare"]


def test_once_every_kind_is_shown_the_tags_with_most_points_follow() -> None:
    sights = [sight("quiet", "", 0), sight("some", "a", 5), sight("many", "a", 9)]

    assert choose(sights, 3) == ["many", "some", "quiet"]
