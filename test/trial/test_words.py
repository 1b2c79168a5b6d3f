"""plant_check.py is one file that is copied to a plant, so it spells keys by itself: as the contract does."""

from __future__ import annotations

import re
from pathlib import Path

import plant_check

from contract import LANDING_KEY, PROBE_VIEW


def test_its_probes_lie_under_the_view_that_the_intake_lets_no_further() -> None:
    views = re.findall(r"view=([a-z0-9_-]+)/", Path(plant_check.__file__).read_text())
    assert set(views) == {PROBE_VIEW}


def test_its_own_prefix_is_that_of_a_landing_key() -> None:
    settings = plant_check.Settings(site="east", feeder="sender")
    found = LANDING_KEY.match(f"{settings.prefix}view={PROBE_VIEW}/probe.txt")
    assert found
    assert found.groups() == ("east", "sender", PROBE_VIEW)
