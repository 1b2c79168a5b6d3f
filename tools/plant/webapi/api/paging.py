"""Collections page by page."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from urllib.parse import quote, urlencode

from plant.webapi.api.context import Context
from plant.webapi.api.documents import Documents
from plant.webapi.api.exchange import Json, Request, Response, answer
from plant.webapi.api.resource import Resource
from plant.webapi.api.selection import selected, selection_of
from plant.webapi.api.streams import count_of


def documents_for(context: Context, request: Request) -> Documents:
    return Documents(context.catalogue, context.base, context.web_id_type(request), context.now)


def one(context: Context, request: Request, resource: Resource) -> Response:
    return answer(selected(documents_for(context, request).of(resource), selection_of(request)))


def parts_of(context: Context, request: Request, owner: Resource, kind: str) -> list[Resource]:
    """What of a kind belongs to an object; with `searchFullHierarchy` what is nested in these too, down to the leaves."""
    found = context.catalogue.parts(owner, kind)
    if request.flag("searchFullHierarchy", False):
        found = [nested for each in found for nested in (each, *parts_of(context, request, each, kind))]
    return found


def named(request: Request, resources: Sequence[Resource]) -> list[Resource]:
    """Those whose name fits `nameFilter`, in which * and ? stand for others and case does not tell."""
    pattern = (request.first("nameFilter") or "*").replace("[", "[[]").upper()
    return [each for each in resources if fnmatchcase(each.name.upper(), pattern)]


def page(context: Context, request: Request, resources: Sequence[Resource]) -> Response:
    """`maxCount` of them from `startIndex`, with links to the other pages."""
    count, start = count_of(context, request), request.whole("startIndex", 0)
    documents = documents_for(context, request)
    items = [documents.of(each) for each in resources[start : start + count]]
    links = _links(context, request, len(resources), start, count)
    return answer(selected({"Links": links, "Items": items}, selection_of(request)))


def whole(context: Context, request: Request, resources: Sequence[Resource]) -> Response:
    """A collection that is not paged."""
    documents = documents_for(context, request)
    document = {"Links": {}, "Items": [documents.of(each) for each in resources]}
    return answer(selected(document, selection_of(request)))


def _links(context: Context, request: Request, total: int, start: int, count: int) -> Json:
    if count < 1 or (total <= count and start == 0):
        return {}
    starts = {
        "First": 0,
        "Previous": max(0, start - count),
        "Next": start + count,
        "Last": (total - 1) // count * count,
    }
    if start == 0:
        del starts["Previous"]
    if start + count >= total:
        del starts["Next"]
    return {name: _url(context, request, at, count) for name, at in starts.items()}


def _url(context: Context, request: Request, start: int, count: int) -> str:
    kept = [(name, value) for name, values in request.query.items() for value in values]
    query = [each for each in kept if each[0] not in ("startindex", "maxcount")]
    return f"{context.base}/{quote(request.path)}?{urlencode([*query, ('startIndex', start), ('maxCount', count)])}"
