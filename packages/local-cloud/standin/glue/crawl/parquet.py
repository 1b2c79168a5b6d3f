"""Parquet objects by their footer alone, and Delta checkpoints, which are read whole."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from standin.glue.crawl.columns import lower_case
from standin.glue.crawl.content import Content
from standin.glue.crawl.objects import Found

_MAGIC = b"PAR1"
# Most footers lie in the last 64 kB; a longer one takes a second request.
_TAIL_BYTES = 64 * 1024

_TYPES = {
    "bigint": "bigint",
    "blob": "binary",
    "boolean": "boolean",
    "date": "date",
    "double": "double",
    "float": "float",
    "integer": "int",
    "smallint": "smallint",
    "timestamp": "timestamp",
    "timestamp with time zone": "timestamp",
    "timestamp_ns": "timestamp",
    "tinyint": "tinyint",
    "ubigint": "bigint",
    "uinteger": "bigint",
    "usmallint": "int",
    "utinyint": "smallint",
    "varchar": "string",
}


@dataclass(frozen=True)
class Reader:
    """`folder` is for files that live as long as one crawl."""

    s3: Any
    folder: Path
    database: duckdb.DuckDBPyConnection

    def content(self, found: Found) -> Content | None:
        """None where there is no whole Parquet file."""
        footer = self._footer(found)
        if footer is None:
            return None
        file = self.folder / "footer.parquet"
        file.write_bytes(_MAGIC + footer)
        columns = self.database.sql(f"select * from read_parquet('{file}', hive_partitioning = false) limit 0")
        ((rows,),) = self.database.sql(f"select num_rows from parquet_file_metadata('{file}')").fetchall()
        types = [hive_type(kind) for kind in columns.types]
        return Content("parquet", dict(zip(lower_case(columns.columns), types, strict=True)), rows)

    def _footer(self, found: Found) -> bytes | None:
        """Metadata, its length and the closing magic."""
        tail = self._last(found, min(_TAIL_BYTES, found.size))
        if len(tail) < 12 or not tail.endswith(_MAGIC):
            return None
        length = struct.unpack("<I", tail[-8:-4])[0] + 8
        if length > found.size:
            return None
        return tail[-length:] if length <= len(tail) else self._last(found, length)

    def _last(self, found: Found, count: int) -> bytes:
        answer = self.s3.get_object(Bucket=found.bucket, Key=found.key, Range=f"bytes={found.size - count}-")
        body: bytes = answer["Body"].read()
        return body


def hive_type(kind: Any) -> str:
    """A DuckDB type as Hive writes it."""
    if kind.id == "list":
        return f"array<{hive_type(kind.children[0][1])}>"
    if kind.id == "map":
        return f"map<{','.join(hive_type(child) for _, child in kind.children)}>"
    if kind.id == "struct":
        return f"struct<{','.join(f'{name.lower()}:{hive_type(child)}' for name, child in kind.children)}>"
    if kind.id == "decimal":
        return "decimal({},{})".format(*(child for _, child in kind.children))
    return _TYPES.get(kind.id, "string")
