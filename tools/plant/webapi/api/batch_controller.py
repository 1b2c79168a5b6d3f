"""`batch`: many requests in one, some of them made of the answers to others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Json, Request, Response, answer, refusal, request_of
from plant.webapi.api.json_path import select

Handler = Callable[[Request], Response]


def run_batch(request: Request, handle: Handler) -> Response:
    """207 with an answer each request of the body, whatever became of them; 400 for a body that is no batch."""
    batch = _parsed(request.body)
    done: dict[str, Json] = {}
    while len(done) < len(batch):
        ready = [name for name in batch if name not in done and all(parent in done for parent in _parents(batch, name))]
        if not ready:
            raise ApiError(400, "The batch's ParentIds form a circle.")
        for name in ready:
            done[name] = _run(batch[name], _parents(batch, name), done, handle, request)
    return answer({name: done[name] for name in batch}, 207)


def _parsed(body: bytes) -> dict[str, Json]:
    try:
        batch = json.loads(body)
    except ValueError:
        raise ApiError(400, "The request body is not valid JSON.") from None
    if not isinstance(batch, dict) or not all(isinstance(each, dict) and "Method" in each for each in batch.values()):
        raise ApiError(400, "A batch is a dictionary of requests, each with a Method.")
    return batch


def _parents(batch: dict[str, Json], name: str) -> list[str]:
    parents = [str(parent) for parent in batch[name].get("ParentIds") or []]
    unknown = [parent for parent in parents if parent not in batch]
    if unknown:
        raise ApiError(400, f"The request '{name}' has unknown ParentIds: {', '.join(unknown)}.")
    return parents


def _run(own: Json, parents: list[str], done: dict[str, Json], handle: Handler, outer: Request) -> Json:
    failed = [parent for parent in parents if done[parent]["Status"] >= 400]
    if failed:
        return _packed(refusal(ApiError(424, f"The parent request '{failed[0]}' failed.")))
    try:
        template = own.get("RequestTemplate")
        if template is None:
            resource = _resource(own.get("Resource"), done)
            return _packed(_answered(own, resource, _parameters(own, done, most=1), handle, outer))
        return _from_template(own, template.get("Resource"), _parameters(own, done), handle, outer)
    except ApiError as error:
        return _packed(refusal(error))


def _resource(resource: object, done: dict[str, Json]) -> object:
    """A URL, or the one that a JsonPath selects from the answers so far."""
    if not isinstance(resource, str) or not resource.startswith("$"):
        return resource
    found = select(resource, done)
    if len(found) != 1:
        raise ApiError(400, f"'{resource}' selects {len(found)} tokens, wanted one.")
    return found[0]


def _from_template(
    own: Json, resource: object, rows: Iterable[tuple[str, ...]], handle: Handler, outer: Request
) -> Json:
    """One answer each row of parameters."""
    items = [_packed(_answered(own, resource, [row], handle, outer)) for row in rows]
    return {"Status": 207, "Headers": {}, "Content": {"Total": len(items), "Items": items}}


def _parameters(own: Json, done: dict[str, Json], most: int | None = None) -> list[tuple[str, ...]]:
    """A row each token that the JsonPaths select: all of them select as many."""
    columns = [list(map(_text, select(path, done))) for path in own.get("Parameters") or []]
    if len({len(column) for column in columns}) > 1:
        raise ApiError(400, f"The Parameters select different numbers of tokens: {[len(each) for each in columns]}.")
    rows = list(zip(*columns, strict=True))
    if most is not None and columns and len(rows) != most:
        raise ApiError(
            400, f"The Parameters select {len(rows)} tokens, and only a RequestTemplate takes other than one."
        )
    return rows


def _answered(own: Json, resource: object, rows: list[tuple[str, ...]], handle: Handler, outer: Request) -> Response:
    if not isinstance(resource, str):
        raise ApiError(400, "A request of a batch needs a Resource or a RequestTemplate.")
    url = _filled(resource, rows[0] if rows else ())
    content = own.get("Content") or ""
    own_headers = {str(name).lower(): str(value) for name, value in (own.get("Headers") or {}).items()}
    headers = {**outer.headers, **own_headers}
    inner = request_of(str(own["Method"]).upper(), url, headers, content.encode(), outer.client)
    if inner.path.lower() == "batch":
        raise ApiError(400, "A batch cannot hold another.")
    return handle(inner)


def _filled(template: str, row: tuple[str, ...]) -> str:
    for index, value in enumerate(row):
        template = template.replace(f"{{{index}}}", value)
    return template


def _packed(response: Response) -> Json:
    headers = {"Content-Type": "application/json; charset=utf-8", **response.headers}
    return {"Status": response.status, "Headers": headers, "Content": response.json()}


def _text(token: Any) -> str:  # noqa: ANN401 (JSON takes any shape)
    return token if isinstance(token, str) else json.dumps(token)
