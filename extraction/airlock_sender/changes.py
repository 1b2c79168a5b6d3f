"""Changes of tags as Stream Updates tell them, sorted by where they lie: pure, so that it can be tried with any of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from airlock_sender.settings import ViewSettings
from airlock_sender.tags import Tag, asset_of
from airlock_sender.ticks import SECOND
from airlock_sender.windows import Window

NEAR: Final = 3600 * SECOND
"""Changes that lie no further apart are read again together."""
OF_ONE_READING: Final = ("Add", "Update", "Delete")


class Changed(NamedTuple):
    """`action` is PI's word for what happened to the reading at `at`, in ticks, or from there on."""

    path: str
    action: str
    at: int


class Stretch(NamedTuple):
    """Time of some tags, by their paths."""

    window: Window
    paths: frozenset[str]


def ahead(changes: Iterable[Changed], marks: Mapping[str, int], start: int) -> dict[str, int]:
    """The last change of each asset that lies at its mark or after: reading on comes to it."""
    found: dict[str, int] = {}
    for change in changes:
        asset = asset_of(change.path)
        if change.at >= marks.get(asset, start):
            found[asset] = max(found.get(asset, change.at), change.at)
    return found


def behind(changes: Iterable[Changed], marks: Mapping[str, int], start: int) -> list[Stretch]:
    """What lies before the marks, which reading on comes to no more. A word that is not known is taken for "all that follows"."""
    found: list[tuple[Window, str]] = []
    for path, action, at in changes:
        mark = marks.get(asset_of(path), start)
        if start <= at < mark:
            found.append((Window(at, at + 1 if action in OF_ONE_READING else mark), path))
    stretches: list[Stretch] = []
    for window, path in sorted(found):
        if stretches and window.begin <= stretches[-1].window.end + NEAR:
            (begin, end), paths = stretches.pop()
            stretches.append(Stretch(Window(begin, max(end, window.end)), paths | {path}))
        else:
            stretches.append(Stretch(window, frozenset([path])))
    return stretches


def told_with(view: ViewSettings, tags: Sequence[Tag], paths: Iterable[str]) -> frozenset[str]:
    """These tags, and where a file deletes what it does not name all of their assets."""
    chosen = frozenset(paths)
    if not view.restates:
        return chosen
    assets = {asset_of(path) for path in chosen}
    return frozenset(tag.path for tag in tags if tag.asset in assets)
