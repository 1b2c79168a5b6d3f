"""What a PI system is made of: data archive and asset server, the points, elements and attributes that they know."""

from __future__ import annotations

from typing import NamedTuple

from plant.webapi.system.archive import Archive
from plant.webapi.system.event import Value
from plant.webapi.system.life import ALWAYS, Life


class DigitalSet(NamedTuple):
    """Names of a set's states by their code."""

    name: str
    states: dict[int, str]


class Point(NamedTuple):
    """A tag; `zero` to `comp_dev` in `units`, durations in seconds."""

    name: str
    type: str
    archive: Archive
    descriptor: str = ""
    units: str = ""
    zero: float = 0.0
    span: float = 100.0
    is_step: bool = False
    is_future: bool = False
    digital_set: str = ""
    exc_dev: float = 0.0
    exc_max_s: int = 600
    comp_dev: float = 0.0
    comp_max_s: int = 28_800
    life: Life = ALWAYS
    identity: str = ""
    """Two of one identity are one point before and after it was renamed."""


class Attribute(NamedTuple):
    """An attribute of an element: of a point, or without one a fixed value."""

    name: str
    point: Point | None = None
    value: Value = None
    type: str = "Double"
    units: str = ""
    description: str = ""
    attributes: tuple[Attribute, ...] = ()
    life: Life = ALWAYS
    identity: str = ""


class Element(NamedTuple):
    name: str
    attributes: tuple[Attribute, ...] = ()
    elements: tuple[Element, ...] = ()
    template: str = ""
    description: str = ""
    life: Life = ALWAYS
    identity: str = ""


class Database(NamedTuple):
    name: str
    elements: tuple[Element, ...]
    sets: tuple[DigitalSet, ...] = ()


class PiSystem(NamedTuple):
    """One data archive with its points and one asset server with its databases."""

    data_server: str
    asset_server: str
    points: tuple[Point, ...]
    databases: tuple[Database, ...]
    sets: tuple[DigitalSet, ...] = ()
