"""Silver is made of bronze and nothing else: what is dropped can be made again."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from checksums import checksums
from landing import Landing
from mixed import fill_first, fill_second

_STANDS = "tag_id, feeder, view, event_ticks, value, value_string, quality, reason, state_code, state_name, unit, value_raw, unit_raw"


@pytest.fixture(scope="module")
def silvers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What silver holds after two runs and a replay, which judges what the tags of the second run change, and after one run anew."""
    landing = Landing(tmp_path_factory.mktemp("plant"))
    fill_first(landing)
    landing.clean("first")
    fill_second(landing)
    landing.clean("second")
    landing.clean("replayed", replay={"view": "reactor"})
    before = _held(landing)
    shutil.rmtree(Path(urlsplit(landing.silver).path))
    landing.clean("rebuilt")
    return [before, _held(landing)]


def test_silver_that_was_dropped_is_rebuilt_from_bronze_to_the_same_readings(silvers: list[dict[str, Any]]) -> None:
    before, after = (each["readings"] for each in silvers)
    assert len(before) > 200
    assert after == before


@pytest.mark.parametrize("table", ["pi_event_frame", "tag", "quarantine"])
def test_a_table_that_was_dropped_is_rebuilt_from_bronze_to_the_same_checksum(
    table: str, silvers: list[dict[str, Any]]
) -> None:
    before, after = (each[table] for each in silvers)
    assert before[0] > 0
    assert after == before


def _held(landing: Landing) -> dict[str, Any]:
    return {
        **checksums(landing.silver),
        "readings": [row for *row, stands in landing.rows("pi_event", f"{_STANDS}, is_current") if stands],
    }
