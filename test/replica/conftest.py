"""A small deployment in a folder of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from landing import Landing


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)
