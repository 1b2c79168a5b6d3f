from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from plant.config import Config, load_config  # noqa: E402
from plant.delivery import Play  # noqa: E402
from plant.plays import SMALL, play_site  # noqa: E402


@pytest.fixture(scope="session")
def config() -> Config:
    return load_config(ROOT / "config/local.json")


@pytest.fixture(scope="session")
def refinery(config: Config) -> Play:
    return play_site(config.sites["north-refinery"], 7, SMALL)


@pytest.fixture(scope="session")
def reactor(config: Config) -> Play:
    return play_site(config.sites["east-chemicals"], 7, SMALL)
