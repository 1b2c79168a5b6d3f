"""Stream updates: a client registers streams, and asks with a marker what happened to them since."""

from __future__ import annotations

from plant.webapi.api.context import Context
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Json, Request, Response, answer
from plant.webapi.api.registrations import Registration
from plant.webapi.api.resource import STREAMS, Resource
from plant.webapi.api.selection import selected, selection_of
from plant.webapi.api.streams import archive_of, units_of
from plant.webapi.api.values import event_document
from plant.webapi.system.archive import Change

MOST_CHANGES = 10_000


def register_stream(context: Context, request: Request, web_id: str) -> Response:
    stream = context.catalogue.by_web_id(web_id, STREAMS)
    document, url = _registered(context, request, stream)
    return answer(selected(document, selection_of(request)), headers={"Location": url})


def register_streams(context: Context, request: Request) -> Response:
    web_ids = request.all("webId")
    if not web_ids:
        raise ApiError(400, "The parameter 'webId' is required.")
    made = [_registered(context, request, context.catalogue.by_web_id(each, STREAMS)) for each in web_ids]
    url = f"{context.base}/streamsets/updates?" + "&".join(f"marker={each['LatestMarker']}" for each, _ in made)
    document = {"Items": [each for each, _ in made], "Links": {"Updates": url}}
    return answer(selected(document, selection_of(request)), headers={"Location": url})


def read_updates(context: Context, request: Request, marker: str) -> Response:
    document = _updates(context, request, marker)
    url = f"{context.base}/streams/updates/{document['LatestMarker']}"
    return answer(selected(document, selection_of(request)), headers={"Location": url})


def read_set_updates(context: Context, request: Request) -> Response:
    """One marker's error is its own item's, and the others go on."""
    items = [_updates_or_error(context, request, marker) for marker in request.all("marker")]
    return answer(selected({"Items": items, "Links": {}}, selection_of(request)))


def _registered(context: Context, request: Request, stream: Resource) -> tuple[Json, str]:
    """The marker of now: a stream that was registered already does not go back to what was not fetched yet."""
    position = archive_of(stream).position
    registration, is_new = context.registrations.add(stream, position)
    marker = context.registrations.marker(registration, position)
    url = f"{context.base}/streams/updates/{marker}"
    status = "Succeeded" if is_new else "AlreadyRegistered"
    document = _source(context, request, registration) | {"LatestMarker": marker, "Status": status}
    return document | {"Links": {"Updates": url}}, url


def _source(context: Context, request: Request, registration: Registration) -> Json:
    stream = registration.stream
    return {
        "Source": stream.web_id(context.web_id_type(request)),
        "SourceName": stream.name,
        "SourcePath": stream.path,
    }


def _updates(context: Context, request: Request, marker: str) -> Json:
    registration, first = context.registrations.find(marker)
    if not registration.stream.is_there(context.now):
        # An error ends a registration: the client must register again.
        context.registrations.remove(registration)
        raise ApiError(404, "The signup was removed because it is no longer valid.")
    archive = archive_of(registration.stream)
    changes = archive.changes(first, min(first + MOST_CHANGES, archive.position))
    units = units_of(registration.stream)
    return _source(context, request, registration) | {
        "RequestedMarker": marker,
        "LatestMarker": context.registrations.marker(registration, first + len(changes)),
        "Status": "Updated",
        "Events": [_event(change, units) for change in changes],
        "Links": {},
    }


def _updates_or_error(context: Context, request: Request, marker: str) -> Json:
    try:
        return _updates(context, request, marker)
    except ApiError as error:
        return {"RequestedMarker": marker, "Status": "Failed", "Exception": {"Errors": error.errors}, "Links": {}}


def _event(change: Change, units: str) -> Json:
    head = {"Action": change.action, "PreviousEventAction": "PreviousEventArchived"}
    return head | event_document(change.event, units)
