"""That reading a history window by window, page by page, finds each reading once, whatever the history."""

from __future__ import annotations

import random

import pytest
from airlock_sender.windows import Pace, Page, Window, told_until

History = list[list[int]]
"""Ticks of each stream's readings, in order."""


def walked(histories: History, room: int, most: int, begin: int, limit: int, pace: Pace) -> list[list[int]]:
    """What a reader finds in a server that gives `room` readings a stream, and `most` of one moment of one stream."""
    found: list[list[int]] = [[] for _ in histories]
    requests = 0
    while begin < limit:
        requests += 1
        assert requests < 10_000, "it does not end"
        window = pace.window(begin, limit)
        pages = [[at for at in each if window.begin <= at < window.end][:room] for each in histories]
        until = told_until(window, [Page(page[-1], len(page) >= room) for page in pages if page])
        if until == window.begin:
            pages = [[at for at in each if at == window.begin][:most] for each in histories]
            assert all(len(page) < most for page in pages)
            until = window.begin + 1
        for each, page in zip(found, pages, strict=True):
            each += [at for at in page if at < until]
        pace = pace.after(window, until, max(len(page) for page in pages) / room)
        begin = until
    return found


@pytest.mark.parametrize("seed", range(200))
def test_every_reading_is_found_once(seed: int) -> None:
    draw = random.Random(seed)
    moments = draw.choice([3, 30, 3000])
    histories = [
        sorted(draw.randrange(moments) for _ in range(draw.choice([0, 1, 5, 200]))) for _ in range(draw.randint(1, 4))
    ]
    pace = Pace(length=draw.choice([1, 7, 1000, 10**6]), longest=10**6)
    assert walked(histories, draw.choice([1, 2, 5, 50]), 201, 0, moments, pace) == histories


def test_a_page_full_of_one_moment_neither_loops_nor_skips() -> None:
    history = [0] * 3 + [5] * 40 + [6, 7]
    assert walked([history], 4, 1000, 0, 10, Pace(length=10)) == [history]


def test_the_readings_after_the_last_whole_moment_are_left_for_the_next_page() -> None:
    assert told_until(Window(0, 100), [Page(40, True), Page(60, True), Page(10, False)]) == 40


def test_pages_with_room_tell_all_of_the_window() -> None:
    assert told_until(Window(0, 100), [Page(40, False)]) == 100
    assert told_until(Window(0, 100), []) == 100


def test_a_failure_halves_the_window_and_room_doubles_it() -> None:
    pace = Pace(length=8)
    assert pace.halved().length == 4
    assert pace.after(Window(0, 8), 8, 0.1).length == 16
    assert pace.after(Window(0, 8), 8, 0.7).length == 8
    assert pace.after(Window(0, 8), 3, 1.0).length == 3


def test_no_window_is_shorter_than_a_tick_or_passes_the_limit() -> None:
    assert Pace(length=1).halved().length == 1
    assert Pace(length=100).window(0, 7) == Window(0, 7)
