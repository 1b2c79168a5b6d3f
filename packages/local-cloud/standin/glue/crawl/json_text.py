"""JSON objects: one, or one a line."""

from __future__ import annotations

import json
from typing import Any

from standin.glue.crawl.columns import Columns, combine, lower_case
from standin.glue.crawl.content import Content

_SCALARS = {bool: "boolean", int: "int", float: "double", str: "string"}


def read_json(text: str) -> Content | None:
    """None where the text is no object and no lines of objects."""
    records = _records(text)
    if not records or not all(isinstance(record, dict) for record in records):
        return None
    return Content("json", combine(_columns(record) for record in records), len(records))


def _records(text: str) -> list[Any]:
    try:
        return [json.loads(text)]
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        return []


def _columns(record: dict[str, Any]) -> Columns:
    return dict(zip(lower_case(record), map(_kind_of, record.values()), strict=True))


def _kind_of(value: Any) -> str | None:
    if isinstance(value, dict):
        fields = (f"{name}:{kind or 'string'}" for name, kind in _columns(value).items())
        return f"struct<{','.join(fields)}>"
    if isinstance(value, list):
        kinds = combine({"item": _kind_of(item)} for item in value)
        return f"array<{kinds.get('item') or 'string'}>"
    return _SCALARS.get(type(value))
