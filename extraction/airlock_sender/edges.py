"""What stands right before and right after a window that is told again.

Where a file deletes what it does not name, it does so from its first to its last reading of an asset: without these, what
was deleted in PI before the first reading that is left, or after the last, would stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import pyarrow as pa

from airlock_sender.groups import Group
from airlock_sender.reader import Reader
from airlock_sender.tags import Tag
from airlock_sender.ticks import DAY
from airlock_sender.windows import Window

FURTHEST: Final = 60 * DAY
"""So far from the window a neighbour is looked for."""


def edge_rows(reader: Reader, group: Group, window: Window, now: int) -> Iterator[pa.RecordBatch]:
    """All readings of each asset at its last moment before the window, and at its first one from the window's end to now."""
    before = reader.nearest(group.tags, window.begin - 1, max(window.begin - FURTHEST, 0))
    after = reader.nearest(group.tags, window.end, min(window.end + FURTHEST, now)) if window.end < now else {}
    for found, of in ((before, max), (after, min)):
        for moment, tags in _by_moment(group, found, of).items():
            yield reader.moment(tags, moment)


def _by_moment(group: Group, found: Mapping[str, int], of: Callable[[list[int]], int]) -> Mapping[int, list[Tag]]:
    by_asset: defaultdict[str, list[Tag]] = defaultdict(list)
    for tag in group.tags:
        by_asset[tag.asset].append(tag)
    by_moment: defaultdict[int, list[Tag]] = defaultdict(list)
    for tags in by_asset.values():
        moments = [found[tag.web_id] for tag in tags if tag.web_id in found]
        if moments:
            by_moment[of(moments)] += tags
    return by_moment
