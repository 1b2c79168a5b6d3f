"""Everything that has a WebID, found by it, by its path and by what it belongs to, as it is at a time."""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterable, Sequence

from plant.webapi.api.errors import ApiError
from plant.webapi.api.resource import MARKERS, Resource, Thing, base64url, short_of
from plant.webapi.system.event import DigitalState
from plant.webapi.system.model import Attribute, Database, DigitalSet, Element, PiSystem, Point

_NAMESPACE = uuid.UUID("6c7f3f0e-27a5-5a53-9d3c-1b4f5f6a7b1d")


class Catalogue:
    """All resources of some PI systems; `now` is the time for which it answers."""

    def __init__(self, systems: Iterable[PiSystem]) -> None:
        self.now = 0
        self.data_servers: list[Resource] = []
        self.asset_servers: list[Resource] = []
        self.points: list[Point] = []
        self._by_key: dict[str, list[Resource]] = {}
        self._by_path: dict[tuple[str, str], list[Resource]] = {}
        self._of_point: dict[int, Resource] = {}
        for system in systems:
            self._add_system(system)

    def by_web_id(self, web_id: str, kinds: Sequence[str]) -> Resource:
        """400 for what is no WebID of such a kind, 404 for one of nothing."""
        for kind in kinds:
            if web_id[:1] in ("F", "I") and web_id[1:].startswith(f"1{MARKERS[kind]}"):
                return self._there(self._by_key.get(short_of(web_id, kind)), f"object with the WebID '{web_id}'")
        raise ApiError(400, f"Unknown or invalid WebID format: '{web_id}'.")

    def by_path(self, kind: str, path: str) -> Resource:
        return self._there(self._by_path.get((kind, path.upper())), f"path '{path}'")

    def _there(self, found: list[Resource] | None, what: str) -> Resource:
        for resource in found or []:
            if resource.is_there(self.now):
                return resource
        raise ApiError(404, f"The {what} could not be found.")

    def parts(self, owner: Resource, kind: str) -> list[Resource]:
        """What of a kind belongs to a resource now."""
        return [each for each in owner.parts if each.kind == kind and each.is_there(self.now)]

    def point_of(self, attribute: Resource) -> Resource | None:
        """The resource of the point behind an attribute, by the name that it has now."""
        if attribute.point is None:
            return None
        found = self._of_point[id(attribute.point)]
        return self.by_web_id(found.web_id("IDOnly"), [found.kind])

    def _add(
        self, kind: str, name: str, path: str, thing: Thing, parent: Resource | None, own_key: str = ""
    ) -> Resource:
        """`identity` of a thing tells which it is, or its path where it has none."""
        identity = getattr(thing, "identity", "") or (thing if isinstance(thing, DigitalState) else "")
        guid = uuid.uuid5(
            _NAMESPACE, f"{kind}/{path.upper() if not identity else f'{parent and parent.path}/{identity}'}"
        )
        key = _owners(kind, parent) + (own_key or base64url(guid.bytes_le))
        resource = Resource(kind, name, path, thing, str(guid), key, parent)
        self._by_key.setdefault(short_of(resource.web_id("IDOnly"), kind), []).append(resource)
        self._by_path.setdefault((kind, path.upper()), []).append(resource)
        if parent is not None:
            parent.parts.append(resource)
        return resource

    def _add_system(self, system: PiSystem) -> None:
        server = self._add("DataServer", system.data_server, rf"\\PIServers[{system.data_server}]", system, None)
        self.data_servers.append(server)
        numbers: dict[str, int] = {}
        for point in system.points:
            number = numbers.setdefault(point.identity or point.name, len(numbers) + 1)
            own_key = base64url(struct.pack("<I", number))
            added = self._add("Point", point.name, rf"\\{system.data_server}\{point.name}", point, server, own_key)
            added.id = number
            self.points.append(point)
            self._of_point[id(point)] = added
        for each in system.sets:
            self._add_set(each, server, server.path)
        asset_server = self._add("AssetServer", system.asset_server, rf"\\{system.asset_server}", system, None)
        self.asset_servers.append(asset_server)
        for database in system.databases:
            self._add_database(database, asset_server)

    def _add_database(self, database: Database, server: Resource) -> None:
        added = self._add("AssetDatabase", database.name, rf"{server.path}\{database.name}", database, server)
        for each in database.sets:
            self._add_set(each, added, added.path)
        templates: set[str] = set()
        for element in database.elements:
            self._add_element(element, added, added, templates)

    def _add_element(self, element: Element, parent: Resource, database: Resource, templates: set[str]) -> None:
        if element.template and element.template not in templates:
            templates.add(element.template)
            self._add_template(element, database)
        added = self._add("Element", element.name, rf"{parent.path}\{element.name}", element, parent)
        for attribute in element.attributes:
            self._add_attribute(attribute, added)
        for each in element.elements:
            self._add_element(each, added, database, templates)

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
            self._add("EnumerationValue", name, rf"{added.path}\{name}", state, added)


def _owners(kind: str, parent: Resource | None) -> str:
    """What stands in a WebID before the object's own key: its server's, and its owner's where it cannot be without one."""
    if parent is None:
        return ""
    if kind in ("Attribute", "AttributeTemplate"):
        while parent.kind == "Attribute" and parent.parent is not None:
            parent = parent.parent
        return parent.key
    return parent.key if kind == "EnumerationValue" else parent.key[:22]
