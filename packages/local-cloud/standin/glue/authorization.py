"""ARNs on which a Glue request needs its right: MiniStack asks for one, and takes a database or a crawler for a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from standin.server.seams import Seams, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.iam_actions": ("extract_resource_arn",),
    "core.iam_evaluator": ("enforce",),
}

Body = Mapping[str, Any]


def install(_settings: Settings) -> None:
    wrap("core.iam_actions", "extract_resource_arn", _naming_glue_resources)
    wrap("core.iam_evaluator", "enforce", _on_database_and_catalogue_too)


def resource_of(action: str, body: Body) -> str | None:
    """The resource of a request as the end of its ARN, None where MiniStack's own answer is right."""
    if action.endswith("Database"):
        return f"database/{body.get('Name') or (body.get('DatabaseInput') or {}).get('Name')}"
    if "DatabaseName" in body and ("Table" in action or "Partition" in action):
        # GetTables names none, and asks for all.
        table = (body.get("TableInput") or {}).get("Name") or body.get("TableName") or body.get("Name") or "*"
        return f"table/{body['DatabaseName']}/{table}"
    if "Crawler" in action and "Name" in body:
        return f"crawler/{body['Name']}"
    return None


def held_by(arn: str) -> list[str]:
    """The resources that a right is wanted on besides the one itself: a table's database, and the catalogue."""
    head, _, resource = arn.rpartition(":")
    kind, _, rest = resource.partition("/")
    if kind == "table":
        return [f"{head}:catalog", f"{head}:database/{rest.partition('/')[0]}"]
    return [f"{head}:catalog"] if kind == "database" else []


def _naming_glue_resources(original: Callable[..., str]) -> Callable[..., str]:
    def extract_resource_arn(
        service: str,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        query: Mapping[str, Any],
        region: str,
        account: str,
    ) -> str:
        action = headers.get("x-amz-target", "").rsplit(".", 1)[-1]
        resource = resource_of(action, _fields(body)) if service == "glue" else None
        if resource:
            return f"arn:aws:glue:{region}:{account}:{resource}"
        return original(service, method, path, headers, body, query, region, account)

    return extract_resource_arn


def _fields(body: bytes) -> Body:
    try:
        fields = json.loads(body)
    except ValueError:
        return {}  # the service itself says what is wrong with it
    return fields if isinstance(fields, dict) else {}


def _on_database_and_catalogue_too(original: Callable[..., Any]) -> Callable[..., Any]:
    def enforce(access_key: str, action: str, service: str, region: str, resource_arn: str = "*", **more: Any) -> Any:
        arns = [*held_by(resource_arn), resource_arn] if service == "glue" else [resource_arn]
        for arn in arns:
            denied = original(access_key, action, service, region, resource_arn=arn, **more)
            if denied:
                return denied
        return None

    return enforce
