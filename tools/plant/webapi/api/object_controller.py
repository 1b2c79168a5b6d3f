"""Servers, databases, elements, attributes, points and sets: one by WebID or path, and what belongs to one."""

from __future__ import annotations

from plant.webapi.api.context import Context
from plant.webapi.api.documents import COLLECTIONS
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Json, Request, Response, answer
from plant.webapi.api.paging import documents_for, named, one, page, parts_of, whole
from plant.webapi.api.point_attributes import point_attributes
from plant.webapi.api.resource import Resource
from plant.webapi.api.selection import selected, selection_of
from plant.webapi.api.streams import point_of

KINDS = {collection: kind for kind, collection in COLLECTIONS.items()}
_PARTS = {
    ("assetservers", "assetdatabases"): "AssetDatabase",
    ("assetdatabases", "elements"): "Element",
    ("assetdatabases", "elementtemplates"): "ElementTemplate",
    ("assetdatabases", "enumerationsets"): "EnumerationSet",
    ("elementtemplates", "attributetemplates"): "AttributeTemplate",
    ("elements", "elements"): "Element",
    ("elements", "attributes"): "Attribute",
    ("attributes", "attributes"): "Attribute",
    ("dataservers", "points"): "Point",
    ("dataservers", "enumerationsets"): "EnumerationSet",
    ("enumerationsets", "enumerationvalues"): "EnumerationValue",
}
_CURRENT: dict[str, Json] = {
    "status": {"State": "Running", "UpTimeInMinutes": 1.0, "CacheInstances": 0},
    "userinfo": {"IdentityType": "PIWebAPI", "Name": "reader", "IsAuthenticated": True, "ImpersonationLevel": "None"},
    "versions": {"PI Web API": {"FullVersion": "1.19.0.0", "MajorMinorRevision": "1.19.0", "Build": "0"}},
}
_PAGED = ("Element", "Attribute", "Point", "ElementTemplate")


def show_home(context: Context, _: Request) -> Response:
    names = {"AssetServers": "assetservers", "DataServers": "dataservers", "System": "system"}
    return answer(
        {"Links": {"Self": f"{context.base}/"} | {name: f"{context.base}/{path}" for name, path in names.items()}}
    )


def show_system(context: Context, _: Request) -> Response:
    links = {"Self": f"{context.base}/system"} | {
        name: f"{context.base}/system/{name.lower()}" for name in ("Status", "UserInfo", "Versions")
    }
    return answer({"ProductTitle": "PI Web API 2023", "ProductVersion": "1.19.0.0", "Links": links})


def show_current(_: Context, __: Request, what: str) -> Response:
    return answer(_CURRENT[what])


def list_servers(context: Context, request: Request, collection: str) -> Response:
    """All servers, or the one of a path or a name."""
    path, name = request.first("path"), request.first("name")
    servers = context.catalogue.data_servers if collection == "dataservers" else context.catalogue.asset_servers
    if path is not None:
        return one(context, request, context.catalogue.by_path(KINDS[collection], path))
    if name is not None:
        return one(context, request, _of_name(servers, name))
    return whole(context, request, servers)


def show_by_path(context: Context, request: Request, collection: str) -> Response:
    path = request.first("path")
    if path is None:
        raise ApiError(400, "The parameter 'path' is required.")
    return one(context, request, context.catalogue.by_path(KINDS[collection], path))


def show(context: Context, request: Request, collection: str, web_id: str) -> Response:
    return one(context, request, context.catalogue.by_web_id(web_id, [KINDS[collection]]))


def show_many(context: Context, request: Request, collection: str) -> Response:
    """`elements/multiple` and the like: each with its own error, if it has one, and then 207."""
    items = []
    for name in ("webId", "path"):
        items += [_found(context, request, KINDS[collection], name, value) for value in request.all(name)]
    status = 207 if any(item["Exception"] for item in items) else 200
    return answer(selected({"Links": {}, "Items": items}, selection_of(request)), status)


def _found(context: Context, request: Request, kind: str, name: str, value: str) -> dict[str, object]:
    catalogue = context.catalogue
    asked = {"Identifier": value, "IdentifierType": name[0].upper() + name[1:]}
    try:
        found = catalogue.by_path(kind, value) if name == "path" else catalogue.by_web_id(value, [kind])
    except ApiError as error:
        return {**asked, "Object": None, "Exception": {"Errors": error.errors}}
    return {**asked, "Object": documents_for(context, request).of(found), "Exception": None}


def list_parts(context: Context, request: Request, collection: str, web_id: str, parts: str) -> Response:
    """What belongs to an object; `searchFullHierarchy` goes down to the leaves."""
    kind = _PARTS.get((collection, parts))
    if kind is None:
        raise ApiError(404, f"No HTTP resource was found that matches '{collection}/…/{parts}'.")
    owner = context.catalogue.by_web_id(web_id, [KINDS[collection]])
    found = parts_of(context, request, owner, kind)
    chosen = named(request, found)
    template = request.first("templateName")
    if template is not None:
        chosen = [each for each in chosen if getattr(each.thing, "template", "") == template]
    return page(context, request, chosen) if kind in _PAGED else whole(context, request, chosen)


def list_point_attributes(context: Context, request: Request, web_id: str) -> Response:
    point = point_of(context.catalogue.by_web_id(web_id, ["Point"]))
    attributes = point_attributes(point)
    names = [name.lower() for name in request.all("name")] or list(attributes)
    unknown = [name for name in names if name not in attributes]
    if unknown:
        raise ApiError(400, *(f"The point attribute '{name}' was not found." for name in unknown))
    items = [{"Name": name, "Value": attributes[name], "Links": {}} for name in names]
    return answer(selected({"Links": {}, "Items": items}, selection_of(request)))


def _of_name(servers: list[Resource], name: str) -> Resource:
    for server in servers:
        if server.name.upper() == name.upper():
            return server
    raise ApiError(404, f"The server '{name}' could not be found.")
