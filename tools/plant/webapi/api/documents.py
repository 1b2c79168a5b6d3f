"""JSON of each kind of resource, in the fields of AVEVA's reference."""

from __future__ import annotations

from collections.abc import Callable

from plant.webapi.api.catalogue import Catalogue
from plant.webapi.api.exchange import Json
from plant.webapi.api.resource import STREAMS, Resource
from plant.webapi.api.values import json_of
from plant.webapi.system.event import DigitalState
from plant.webapi.system.model import Attribute, Element, Point
from plant.webapi.system.ticks import text_of

COLLECTIONS = {
    "DataServer": "dataservers",
    "AssetServer": "assetservers",
    "AssetDatabase": "assetdatabases",
    "Element": "elements",
    "Attribute": "attributes",
    "ElementTemplate": "elementtemplates",
    "AttributeTemplate": "attributetemplates",
    "EnumerationSet": "enumerationsets",
    "EnumerationValue": "enumerationvalues",
    "Point": "points",
}
_PARTS = {
    "DataServer": {"Points": "points", "EnumerationSets": "enumerationsets"},
    "AssetServer": {"Databases": "assetdatabases"},
    "AssetDatabase": {
        "Elements": "elements",
        "ElementTemplates": "elementtemplates",
        "EnumerationSets": "enumerationsets",
    },
    "Element": {"Attributes": "attributes", "Elements": "elements"},
    "Attribute": {"Attributes": "attributes"},
    "ElementTemplate": {"AttributeTemplates": "attributetemplates"},
    "EnumerationSet": {"Values": "enumerationvalues"},
    "Point": {"Attributes": "attributes"},
}
_STREAM_LINKS = {
    "InterpolatedData": "interpolated",
    "RecordedData": "recorded",
    "SummaryData": "summary",
    "Value": "value",
    "EndValue": "end",
}


class Documents:
    """Writes resources with links below `base` and WebIDs of one form."""

    def __init__(self, catalogue: Catalogue, base: str, form: str, now: int) -> None:
        self._catalogue, self._base, self._form, self._now = catalogue, base, form, now

    def of(self, resource: Resource) -> Json:
        own: dict[str, Callable[[Resource], Json]] = {
            "DataServer": self._server,
            "AssetServer": lambda each: {"Description": "", **self._server(each), "ExtendedProperties": {}},
            "AssetDatabase": lambda _: {"Description": "", "ExtendedProperties": {}},
            "Element": _element,
            "Attribute": self._attribute,
            "ElementTemplate": _element_template,
            "AttributeTemplate": _attribute_template,
            "EnumerationValue": _value,
            "Point": _point,
        }
        head = {
            "WebId": resource.web_id(self._form),
            "Id": resource.id,
            "Name": resource.name,
            "Path": resource.path,
        }
        described = own.get(resource.kind, _described)(resource)
        return {**head, **described, "Links": self._links(resource)}

    def _links(self, resource: Resource) -> Json:
        own = self._url(resource)
        links = {"Self": own} | {name: f"{own}/{path}" for name, path in _PARTS.get(resource.kind, {}).items()}
        if resource.parent is not None:
            links[{"AssetDatabase": "Database"}.get(resource.parent.kind, resource.parent.kind)] = self._url(
                resource.parent
            )
        point = self._catalogue.point_of(resource) if resource.kind == "Attribute" else None
        if point is not None:
            links["Point"] = self._url(point)
        if resource.kind in STREAMS or resource.kind == "Element":
            family = "streams" if resource.kind in STREAMS else "streamsets"
            stream = f"{self._base}/{family}/{resource.web_id(self._form)}"
            links |= {name: f"{stream}/{path}" for name, path in _STREAM_LINKS.items()}
        return links

    def _url(self, resource: Resource) -> str:
        return f"{self._base}/{COLLECTIONS[resource.kind]}/{resource.web_id(self._form)}"

    def _server(self, _: Resource) -> Json:
        return {"IsConnected": True, "ServerVersion": "3.4.460.1119", "ServerTime": text_of(self._now)}

    def _attribute(self, resource: Resource) -> Json:
        attribute = resource.thing
        assert isinstance(attribute, Attribute)
        point = self._catalogue.point_of(resource)
        own = point.thing if point else None
        return {
            "Description": attribute.description,
            "Paths": None,
            "Type": attribute.type,
            "TypeQualifier": own.digital_set if isinstance(own, Point) else "",
            "DefaultUnitsName": attribute.units,
            "DefaultUnitsNameAbbreviation": attribute.units,
            "DisplayDigits": -5,
            "DataReferencePlugIn": "PI Point" if point else "",
            "ConfigString": point.path if point else "",
            "IsConfigurationItem": False,
            "IsExcluded": False,
            "IsHidden": False,
            "IsManualDataEntry": False,
            "HasChildren": bool(attribute.attributes),
            "CategoryNames": [],
            "Step": own.is_step if isinstance(own, Point) else False,
            "TraitName": "",
            "DataReference": None,
            "Span": own.span if isinstance(own, Point) else 100.0,
            "Zero": own.zero if isinstance(own, Point) else 0.0,
        }


def _element(resource: Resource) -> Json:
    element = resource.thing
    assert isinstance(element, Element)
    return {
        "Description": element.description,
        "Paths": None,
        "TemplateName": element.template,
        "HasChildren": bool(element.elements),
        "CategoryNames": [],
        "ExtendedProperties": {},
        "Errors": None,
    }


def _point(resource: Resource) -> Json:
    point = resource.thing
    assert isinstance(point, Point)
    return {
        "Descriptor": point.descriptor,
        "PointClass": "classic",
        "PointType": point.type,
        "DigitalSetName": point.digital_set,
        "EngineeringUnits": point.units,
        "Span": point.span,
        "Zero": point.zero,
        "Step": point.is_step,
        "Future": point.is_future,
        "DisplayDigits": -5,
    }


def _value(resource: Resource) -> Json:
    state = resource.thing
    assert isinstance(state, DigitalState)
    return {"Description": "", "Value": state.code, "Parent": ""}


def _element_template(_: Resource) -> Json:
    return {
        "Description": "",
        "AllowElementToExtend": False,
        "BaseTemplate": "",
        "InstanceType": "Element",
        "NamingPattern": "",
        "CategoryNames": [],
        "ExtendedProperties": {},
        "Severity": "None",
        "CanBeAcknowledged": False,
    }


def _attribute_template(resource: Resource) -> Json:
    attribute = resource.thing
    assert isinstance(attribute, Attribute)
    return {
        "Description": attribute.description,
        "Type": attribute.type,
        "TypeQualifier": attribute.point.digital_set if attribute.point else "",
        "DefaultUnitsName": attribute.units,
        "DefaultUnitsNameAbbreviation": attribute.units,
        "DefaultValue": 0 if attribute.point else json_of(attribute.value),
        "DataReferencePlugIn": "PI Point" if attribute.point else "",
        "ConfigString": "",
        "IsConfigurationItem": False,
        "IsExcluded": False,
        "IsHidden": False,
        "IsManualDataEntry": False,
        "HasChildren": bool(attribute.attributes),
        "CategoryNames": [],
        "TraitName": "",
    }


def _described(_: Resource) -> Json:
    return {"Description": ""}
