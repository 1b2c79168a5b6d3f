"""SQL over Delta tables of the replica."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
from deltalake import DeltaTable

from contract import DELTA_FOLDER

Row = dict[str, Any]


def trust_local_ca() -> None:
    """Let the Delta reader trust the CA that AWS tools are told of; it knows only OpenSSL's variable."""
    bundle = os.environ.get("AWS_CA_BUNDLE")
    if bundle:
        os.environ.setdefault("SSL_CERT_FILE", bundle)


def table(root: str, name: str) -> str:
    """Place of `name`, where `root` is `s3://bucket` or a folder."""
    return f"{root.rstrip('/')}/{DELTA_FOLDER}{name}"


@contextmanager
def tables(**places: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that knows each table by the name that it is given with; raises where there is no Delta table."""
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'; SET default_null_order = 'nulls_first'")
        for name, place in places.items():
            con.register(name, DeltaTable(place).to_pyarrow_dataset())
        yield con


def rows(con: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object] | None = None) -> list[Row]:
    found: list[Row] = con.sql(sql, params=values).to_arrow_table().to_pylist()
    return found
