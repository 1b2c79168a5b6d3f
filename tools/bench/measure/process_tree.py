"""Processes below this one, and what memory they hold, from /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Set
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_bytes(root: int, besides: Set[int] = frozenset()) -> int:
    """Resident memory of all processes below `root`, without its own and without the children `besides`; pages that two of them share
    count twice.
    """
    children, resident = defaultdict(list), {}
    for process, parent, held in _processes():
        if process not in besides:
            children[parent].append(process)
            resident[process] = held
    return sum(resident[process] for process in _below(root, children))


def children_of(root: int) -> set[int]:
    return {process for process, parent, _ in _processes() if parent == root}


def _below(root: int, children: dict[int, list[int]]) -> Iterator[int]:
    for child in children.get(root, ()):
        yield child
        yield from _below(child, children)


def _processes() -> Iterator[tuple[int, int, int]]:
    """(process, parent, resident bytes)"""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            stat = (folder / "stat").read_text()
        except OSError:
            continue  # it ended
        # the program's name, in brackets, may hold blanks and brackets
        fields = stat[stat.rindex(")") + 2 :].split()
        yield int(folder.name), int(fields[1]), int(fields[21]) * _PAGE
