"""The SYSTEM set of a data archive, from the table of states that all of ours read."""

from __future__ import annotations

from functools import cache

from contract import rows_of
from plant.webapi.system.event import DigitalState
from plant.webapi.system.model import DigitalSet


@cache
def system_set() -> DigitalSet:
    return DigitalSet("SYSTEM", {int(row["code"]): row["name"] for row in rows_of("states.csv")})


@cache
def state_of_name(name: str) -> DigitalState:
    """The state that is written as `name`."""
    for code, known in system_set().states.items():
        if known == name:
            return DigitalState(code, known, True)
    raise ValueError(f"got the state {name!r}, wanted one of contract/states.csv")
