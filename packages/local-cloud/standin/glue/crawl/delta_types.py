"""Types of a Delta schema as Hive writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from standin.glue.crawl.columns import Columns, lower_case

_TYPES = {"byte": "tinyint", "integer": "int", "long": "bigint", "short": "smallint", "timestamp_ntz": "timestamp"}


def delta_columns(schema: str) -> Columns:
    """Columns of a `schemaString`, in order."""
    fields = json.loads(schema)["fields"]
    names = lower_case(field["name"] for field in fields)
    return dict(zip(names, (hive_type(field["type"]) for field in fields), strict=True))


def hive_type(kind: str | Mapping[str, Any]) -> str:
    if isinstance(kind, str):
        return _TYPES.get(kind, kind)
    if kind["type"] == "array":
        return f"array<{hive_type(kind['elementType'])}>"
    if kind["type"] == "map":
        return f"map<{hive_type(kind['keyType'])},{hive_type(kind['valueType'])}>"
    fields = (f"{field['name'].lower()}:{hive_type(field['type'])}" for field in kind["fields"])
    return f"struct<{','.join(fields)}>"
