"""Anything that has a WebID."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from plant.webapi.system.event import DigitalState
from plant.webapi.system.life import ALWAYS, Life
from plant.webapi.system.model import Attribute, Database, DigitalSet, Element, PiSystem, Point

MARKERS = {
    "DataServer": "DS",
    "AssetServer": "RS",
    "AssetDatabase": "RD",
    "Element": "Em",
    "Attribute": "AbE",
    "ElementTemplate": "ET",
    "AttributeTemplate": "ATE",
    "EnumerationSet": "MS",
    "EnumerationValue": "MV",
    "Point": "DP",
}
"""Kinds of resources, by the letters that their WebIDs begin with."""
STREAMS = ("Point", "Attribute")

Thing = PiSystem | Database | Element | Attribute | DigitalSet | DigitalState | Point | str


@dataclass(eq=False)
class Resource:
    """One object; `id` is a point's number, everything else's GUID. A renamed one is another with the same `key`."""

    kind: str
    name: str
    path: str
    thing: Thing
    id: int | str
    key: bytes
    parent: Resource | None
    parts: list[Resource] = field(default_factory=list)
    """What belongs to it, at any time."""

    def web_id(self, form: str) -> str:
        """Its WebID in the form `Full`, which has its path too, or `IDOnly`."""
        short = f"1{MARKERS[self.kind]}{_base64(self.key)}"
        return f"I{short}" if form == "IDOnly" else f"F{short}{_base64(self.path.lstrip(chr(92)).upper().encode())}"

    @property
    def point(self) -> Point | None:
        """The point whose archive it shows."""
        if isinstance(self.thing, Point):
            return self.thing
        return self.thing.point if isinstance(self.thing, Attribute) and self.kind == "Attribute" else None

    def is_there(self, now: int) -> bool:
        own: Life = getattr(self.thing, "life", ALWAYS)
        return own.covers(now) and (self.parent is None or self.parent.is_there(now))


def short_of(web_id: str, kind: str) -> str:
    """The part of a WebID of this kind that tells which it is: a rename leaves it as it is."""
    length = 27 if kind == "Point" else 22
    return web_id[1 : 2 + len(MARKERS[kind]) + length]


def _base64(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()
