"""SQL over the tables of a replica."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from look.tables import names_in, open_table


def connect(layers: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    """A connection with a schema a layer and a view a table; a table is read when it is asked for, and only what is asked of it."""
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    for layer, uri in layers.items():
        con.execute(f"CREATE SCHEMA {layer}")
        for name in names_in(uri):
            con.register(f"{layer} {name}", open_table(uri, name).to_pyarrow_dataset())
            con.execute(f'CREATE VIEW {layer}."{name}" AS SELECT * FROM "{layer} {name}"')
    return con
