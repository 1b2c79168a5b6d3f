"""How many histories by chance a test tries: a few in every run of the tests, more in the whole one."""

from __future__ import annotations

import os


def by_chance(few: int, whole: int) -> int:
    return whole if os.environ.get("AIRLOCK_WHOLE") else few
