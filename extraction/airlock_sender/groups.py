"""Which tags are read together: whole assets, since a view that tells a window again tells all of an asset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from airlock_sender.names import digest_of
from airlock_sender.tags import Tag

TAGS: Final = 500


class Group(NamedTuple):
    """Assets that have been read to the same moment, in ticks. `digest` names them."""

    assets: tuple[str, ...]
    tags: tuple[Tag, ...]
    read_to: int
    digest: str


def groups_of(tags: Iterable[Tag], marks: Mapping[str, int], start: int, most: int = TAGS) -> Iterator[Group]:
    """Those furthest behind first. An asset is never split, however many tags it has."""
    by_asset: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        by_asset[tag.asset].append(tag)
    by_mark: defaultdict[int, list[str]] = defaultdict(list)
    for asset in sorted(by_asset):
        by_mark[marks.get(asset, start)].append(asset)
    for mark in sorted(by_mark):
        for assets in _packed(by_mark[mark], by_asset, most):
            yield Group(tuple(assets), tuple(t for a in assets for t in by_asset[a]), mark, digest_of(assets))


def _packed(assets: Sequence[str], by_asset: Mapping[str, Sequence[Tag]], most: int) -> Iterator[list[str]]:
    chosen: list[str] = []
    size = 0
    for asset in assets:
        if chosen and size + len(by_asset[asset]) > most:
            yield chosen
            chosen, size = [], 0
        chosen.append(asset)
        size += len(by_asset[asset])
    if chosen:
        yield chosen
