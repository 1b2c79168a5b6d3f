"""Who does the tasks, how many there are and in which order: silver is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from landing import Landing
from mixed import content, fill_first, fill_second
from small_tasks import cut_small


def cleaned(landing: Landing, carrier: str) -> dict[str, list[tuple[Any, ...]]]:
    fill_first(landing)
    landing.clean("r1", carrier=carrier)
    fill_second(landing)
    landing.clean("r2", carrier=carrier)
    return content(landing)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    return cleaned(Landing(tmp_path_factory.mktemp("whole")), "here")


def test_the_landing_has_something_of_everything(whole: dict[str, list[tuple[Any, ...]]]) -> None:
    assert {table: len(rows) > 0 for table, rows in whole.items()} == dict.fromkeys(whole, True)
    assert any(value is False for row in whole["pi_event"] for value in row)  # a reading that is no longer current


@pytest.mark.parametrize(
    ("carrier", "objects", "cells", "bucket_bytes"),
    [("here", 1, 1, 2_000), ("here", 4, 100, 20_000), ("apart", 12, 400, 100_000)],
)
def test_small_tasks_in_any_order_give_the_same(
    whole: dict[str, list[tuple[Any, ...]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    carrier: str, objects: int, cells: int, bucket_bytes: int,
) -> None:  # fmt: skip
    cut_small(monkeypatch, objects=objects, cells=cells, bucket_bytes=bucket_bytes)
    assert cleaned(Landing(tmp_path), carrier) == whole
