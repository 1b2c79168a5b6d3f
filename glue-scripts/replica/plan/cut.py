"""Cutting a run into tasks: their size bounds what each takes of memory, whatever the run's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

READ_BYTES = 192 << 20
READ_OBJECTS = 4000
BUCKET_BYTES = 16 << 20
MOST_BUCKETS = 512
SETTLE_CELLS = 4_000_000

Item = TypeVar("Item")


def cut(items: Iterable[tuple[Item, int]], most: int, most_items: int) -> Iterator[list[Item]]:
    """Runs of items whose sizes add up to `most` at most; an item that is larger stands alone."""
    some: list[Item] = []
    sum_so_far = 0
    for item, size in items:
        if some and (sum_so_far + size > most or len(some) >= most_items):
            yield some
            some, sum_so_far = [], 0
        some.append(item)
        sum_so_far += size
    if some:
        yield some


def share(whole: int, most: int, tasks: int) -> int:
    """What one task may have of `whole`: `most` at most, and no more than makes `tasks` of them."""
    return min(most, max(1, -(-whole // tasks)))


def bucket_count(sizes: Sequence[int], tasks: int) -> int:
    """Buckets of tags for objects of so many bytes, `tasks` at least."""
    return min(MOST_BUCKETS, max(tasks, 1 + sum(sizes) // BUCKET_BYTES))
