"""A plant's knowledge: tags, samples before the archive and readings after it."""

from __future__ import annotations

from typing import NamedTuple


class Tag(NamedTuple):
    """One attribute of one asset; `zero` to `comp_dev` in `unit`, durations in seconds."""

    asset: str
    attribute: str
    point: str
    unit: str | None
    type: str
    is_step: bool
    zero: float | None
    span: float | None
    exc_dev: float
    exc_max_s: int
    comp_dev: float
    comp_max_s: int

    @property
    def key(self) -> TagKey:
        return (self.asset, self.attribute)


TagKey = tuple[str, str]


class State(NamedTuple):
    """A digital state of PI's SYSTEM set; a site may translate `name`, the code stays."""

    code: int
    name: str


class Sample(NamedTuple):
    """A value at `at` seconds since 1970 UTC, as the source gives it."""

    at: int
    value: float


class Reading(NamedTuple):
    """An archived event: a number, or a state instead of one."""

    at: int
    value: float | None
    state: State | None
