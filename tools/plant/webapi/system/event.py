"""What an archive holds: a value or a state at a time, with what PI says of its quality."""

from __future__ import annotations

from typing import NamedTuple


class DigitalState(NamedTuple):
    """A state of a digital set; those of the SYSTEM set stand in place of a value that there is none of."""

    code: int
    name: str
    is_system: bool


Value = float | int | str | bool | DigitalState | None


class Event(NamedTuple):
    """An archived event at `ticks`; several may have the same time, in the order in which they came."""

    ticks: int
    value: Value
    is_questionable: bool = False
    is_substituted: bool = False
    is_annotated: bool = False

    @property
    def is_good(self) -> bool:
        return not (isinstance(self.value, DigitalState) and self.value.is_system)


NO_DATA = DigitalState(248, "No Data", True)
