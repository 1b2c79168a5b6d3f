from __future__ import annotations

from pathlib import Path

import pytest
from plant.config import Config, load_config
from plant.delivery import Play
from plant.plays import SMALL, play_site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def config() -> Config:
    return load_config(ROOT / "config/local.json")


@pytest.fixture(scope="session")
def refinery(config: Config) -> Play:
    return play_site(config.sites["north-refinery"], 7, SMALL)


@pytest.fixture(scope="session")
def reactor(config: Config) -> Play:
    return play_site(config.sites["east-chemicals"], 7, SMALL)
