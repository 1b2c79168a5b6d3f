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
    "EnumerationSet": "MSR",
    "EnumerationValue": "MVR",
    "Point": "DP",
}
"""Kinds of resources, by the letters that their WebIDs begin with: an attribute's is owned by an element (E), a set by a server (R)."""
_LENGTHS = {
    "DataServer": 22,
    "AssetServer": 22,
    "AssetDatabase": 44,
    "Element": 44,
    "Attribute": 66,
    "ElementTemplate": 44,
    "AttributeTemplate": 66,
    "EnumerationSet": 44,
    "EnumerationValue": 66,
    "Point": 28,
}
"""Characters of a WebID that tell which object it is: GUIDs of its server, of its owner and its own, 22 each; a point's number, 6."""
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
    key: str
    parent: Resource | None
    parts: list[Resource] = field(default_factory=list)
    """What belongs to it, at any time."""

    def web_id(self, form: str) -> str:
        """Its WebID in the form `Full`, which has its path too, or `IDOnly`."""
        short = f"1{MARKERS[self.kind]}{self.key}"
        return f"I{short}" if form == "IDOnly" else f"F{short}{base64url(self.path.lstrip(chr(92)).upper().encode())}"

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
    return web_id[1 : 2 + len(MARKERS[kind]) + _LENGTHS[kind]]


def base64url(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()
