"""Everything that has a WebID, found by it, by its path and by what it belongs to."""

from __future__ import annotations

import base64
import struct
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from plant.webapi.api.errors import ApiError
from plant.webapi.system.event import DigitalState
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
_NAMESPACE = uuid.UUID("6c7f3f0e-27a5-5a53-9d3c-1b4f5f6a7b1d")

Thing = PiSystem | Database | Element | Attribute | DigitalSet | DigitalState | Point | str


@dataclass(eq=False)
class Resource:
    """One object; `id` is a point's number, everything else's GUID."""

    kind: str
    name: str
    path: str
    thing: Thing
    id: int | str
    key: bytes
    parent: Resource | None
    parts: dict[str, list[Resource]] = field(default_factory=dict)
    """What belongs to it, by kind."""

    def web_id(self, form: str) -> str:
        """Its WebID in the form `Full` or `IDOnly`."""
        marker = MARKERS[self.kind]
        short = f"1{marker}{_base64(self.key)}"
        return f"I{short}" if form == "IDOnly" else f"F{short}{_base64(self.path.lstrip(chr(92)).upper().encode())}"

    @property
    def point(self) -> Point | None:
        """The point whose archive it shows."""
        if isinstance(self.thing, Point):
            return self.thing
        return self.thing.point if isinstance(self.thing, Attribute) and self.kind == "Attribute" else None

    def of(self, kind: str) -> list[Resource]:
        return self.parts.get(kind, [])


def _base64(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).rstrip(b"=").decode()


class Catalogue:
    """All resources of some PI systems."""

    def __init__(self, systems: Iterable[PiSystem]) -> None:
        self.data_servers: list[Resource] = []
        self.asset_servers: list[Resource] = []
        self._by_web_id: dict[str, Resource] = {}
        self._by_path: dict[tuple[str, str], Resource] = {}
        self._points: dict[int, Resource] = {}
        for system in systems:
            self._add_system(system)

    def by_web_id(self, web_id: str, kinds: Sequence[str]) -> Resource:
        """400 for what is no WebID of such a kind, 404 for one of nothing."""
        if not any(web_id[:1] in ("F", "I") and web_id[1:].startswith(f"1{MARKERS[kind]}") for kind in kinds):
            raise ApiError(400, f"Unknown or invalid WebID format: '{web_id}'.")
        found = self._by_web_id.get(web_id)
        if found is None:
            raise ApiError(404, f"The object with the WebID '{web_id}' could not be found.")
        return found

    def by_path(self, kind: str, path: str) -> Resource:
        found = self._by_path.get((kind, path.upper()))
        if found is None:
            raise ApiError(404, f"The specified path '{path}' could not be found.")
        return found

    def point_of(self, attribute: Resource) -> Resource | None:
        """The resource of the point behind an attribute."""
        return self._points[id(attribute.point)] if attribute.point else None

    @property
    def points(self) -> list[Resource]:
        return list(self._points.values())

    def _add(
        self, kind: str, name: str, path: str, thing: Thing, parent: Resource | None, key: bytes = b""
    ) -> Resource:
        guid = uuid.uuid5(_NAMESPACE, f"{kind}/{path.upper()}")
        resource = Resource(kind, name, path, thing, str(guid), key or guid.bytes_le, parent)
        for form in ("Full", "IDOnly"):
            self._by_web_id[resource.web_id(form)] = resource
        self._by_path[kind, path.upper()] = resource
        if parent is not None:
            parent.parts.setdefault(kind, []).append(resource)
        return resource

    def _add_system(self, system: PiSystem) -> None:
        data_server = self._add("DataServer", system.data_server, rf"\\PIServers[{system.data_server}]", system, None)
        self.data_servers.append(data_server)
        for number, point in enumerate(system.points, start=1):
            key = data_server.key + struct.pack("<I", number)
            added = self._add("Point", point.name, rf"\\{system.data_server}\{point.name}", point, data_server, key)
            added.id = number
            self._points[id(point)] = added
        for each in system.sets:
            self._add_set(each, data_server, rf"\\PIServers[{system.data_server}]")
        asset_server = self._add("AssetServer", system.asset_server, rf"\\{system.asset_server}", system, None)
        self.asset_servers.append(asset_server)
        for database in system.databases:
            self._add_database(database, asset_server)

    def _add_database(self, database: Database, server: Resource) -> None:
        added = self._add("AssetDatabase", database.name, rf"{server.path}\{database.name}", database, server)
        for each in database.sets:
            self._add_set(each, added, added.path)
        for element in database.elements:
            self._add_element(element, added, added)

    def _add_element(self, element: Element, parent: Resource, database: Resource) -> None:
        if element.template and element.template not in [each.name for each in database.of("ElementTemplate")]:
            self._add_template(element, database)
        added = self._add("Element", element.name, rf"{parent.path}\{element.name}", element, parent)
        for attribute in element.attributes:
            self._add_attribute(attribute, added)
        for each in element.elements:
            self._add_element(each, added, database)

    def _add_template(self, element: Element, database: Resource) -> None:
        """The template of an element, which has the attributes that the element has."""
        path = rf"{database.path}\ElementTemplates[{element.template}]"
        added = self._add("ElementTemplate", element.template, path, element.template, database)
        for attribute in element.attributes:
            self._add("AttributeTemplate", attribute.name, f"{path}|{attribute.name}", attribute, added)

    def _add_attribute(self, attribute: Attribute, parent: Resource) -> None:
        added = self._add("Attribute", attribute.name, f"{parent.path}|{attribute.name}", attribute, parent)
        for each in attribute.attributes:
            self._add_attribute(each, added)

    def _add_set(self, each: DigitalSet, parent: Resource, path: str) -> None:
        added = self._add("EnumerationSet", each.name, rf"{path}\EnumerationSets[{each.name}]", each, parent)
        for code, name in each.states.items():
            state = DigitalState(code, name, each.name == "SYSTEM")
            self._add("EnumerationValue", name, rf"{added.path}\{code}", state, added)
