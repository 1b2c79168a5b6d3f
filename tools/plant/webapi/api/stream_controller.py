"""`streams/…` and `streamsets/…`: events of one stream, of an element's, or of those that a call names."""

from __future__ import annotations

import json
from collections.abc import Iterable

from plant.webapi.api.context import Context
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Request, Response
from plant.webapi.api.paging import named, parts_of
from plant.webapi.api.resource import STREAMS, Resource
from plant.webapi.api.selection import Selection, selection_of
from plant.webapi.api.streams import Page, Single, fields_of, read, units_of


def read_stream(context: Context, request: Request, web_id: str, what: str) -> Response:
    stream = context.catalogue.by_web_id(web_id, STREAMS)
    result = read(context, request, stream, what)
    selection = selection_of(request)
    fields = fields_of(result, units_of(stream), selection, is_in_set=False)
    links = [] if isinstance(result, Single) else _links(selection)
    return _written([*links, *fields.items()])


def read_element(context: Context, request: Request, web_id: str, what: str) -> Response:
    owner = context.catalogue.by_web_id(web_id, ("Element", "Attribute"))
    attributes = named(request, parts_of(context, request, owner, "Attribute"))
    return _read_set(
        context, request, [each for each in attributes if each.point or what == "value"], what, what == "recordedattime"
    )


def read_streams(context: Context, request: Request, what: str) -> Response:
    web_ids = request.all("webId")
    if not web_ids:
        raise ApiError(400, "The parameter 'webId' is required.")
    return _read_set(
        context, request, [context.catalogue.by_web_id(each, STREAMS) for each in web_ids], what, what == "end"
    )


def _read_set(context: Context, request: Request, streams: Iterable[Resource], what: str, is_listed: bool) -> Response:
    """`is_listed`: a single value stands in a list of one, as the reference has it of these two and of no other."""
    selection, form = selection_of(request), context.web_id_type(request)
    texts, count = [], 0
    for stream in streams:
        fields = _head(context, stream, form, selection.get("items", {}))
        result = read(context, request, stream, what)
        if is_listed and isinstance(result, Single):
            result = Page([result.event])
        count += len(result.events) if isinstance(result, Page) else 1
        if count > context.limits.items:
            raise ApiError(400, f"Parameter (maxCount) is greater than the maximum allowed ({context.limits.items}).")
        fields |= fields_of(result, units_of(stream), selection.get("items", {}), is_in_set=True)
        texts.append(_object(fields.items()))
    return _written([*_links(selection), ("Items", f"[{','.join(texts)}]")])


def _head(context: Context, stream: Resource, form: str, selection: Selection) -> dict[str, str]:
    own = {
        "WebId": stream.web_id(form),
        "Name": stream.name,
        "Path": stream.path,
        "Links": {"Source": f"{context.base}/{stream.kind.lower()}s/{stream.web_id(form)}"},
    }
    wanted = {name: value for name, value in own.items() if not selection or name.lower() in selection}
    return {name: json.dumps(value, ensure_ascii=False) for name, value in wanted.items()}


def _links(selection: Selection) -> list[tuple[str, str]]:
    return [] if selection and "links" not in selection else [("Links", "{}")]


def _object(fields: Iterable[tuple[str, str]]) -> str:
    return "{" + ",".join(f'"{name}":{text}' for name, text in fields) + "}"


def _written(fields: Iterable[tuple[str, str]]) -> Response:
    return Response(200, _object(fields).encode())
