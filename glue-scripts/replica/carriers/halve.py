"""Finding the one thing that ends its task."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import TypeVar

from replica.carriers.carrier import Carrier, Lost, Task

Item = TypeVar("Item")


def carried(
    carrier: Carrier, groups: Iterable[Sequence[Item]], task_of: Callable[[int, Sequence[Item]], Task]
) -> Iterator[tuple[Sequence[Item], Task | Lost]]:
    """Every item once, in some group with its account; lost is only who is lost alone. `task_of` takes a task's number, and its items."""
    waiting, numbers = list(groups), count()
    while waiting:
        answers = carrier.carry([task_of(next(numbers), some) for some in waiting])
        halves: list[Sequence[Item]] = []
        for some, answer in zip(waiting, answers, strict=True):
            if isinstance(answer, Lost) and len(some) > 1:
                half = len(some) // 2
                halves += [some[:half], some[half:]]
            else:
                yield some, answer
        waiting = halves
