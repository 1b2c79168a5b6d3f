"""Columns of the tables as Delta and as DuckDB name them, from the contract's words."""

from __future__ import annotations

from deltalake import Field, Schema
from deltalake.schema import ArrayType, MapType, PrimitiveType

from contract import column_notes, columns_of

_DELTA = {
    "string": "string", "double": "double", "bigint": "long", "int": "integer", "boolean": "boolean", "date": "date",
    "timestamp": "timestamp",
}  # fmt: skip
_DUCKDB = {
    "string": "VARCHAR", "double": "DOUBLE", "bigint": "BIGINT", "int": "INTEGER", "boolean": "BOOLEAN", "date": "DATE",
    "timestamp": "TIMESTAMPTZ",
}  # fmt: skip


_MAPS = {f"map<string,{value}>": value for value in ("bigint", "double", "string")}


def delta_schema(table: str) -> Schema:
    """The table's columns for Delta, each with its meaning and unit as comment."""
    notes = column_notes(table)
    return Schema([described(name, kind, notes[name]) for name, kind in columns_of(table).items()])


def described(name: str, kind: str, comment: str) -> Field:
    """A column of the contract's type `kind`."""
    return Field(name, _delta_type(kind), nullable=True, metadata={"comment": comment})


def duckdb_columns(table: str) -> dict[str, str]:
    """DuckDB's type by column."""
    return {name: duckdb_type(kind) for name, kind in columns_of(table).items()}


def duckdb_type(kind: str) -> str:
    """DuckDB's name of one of the contract's types."""
    if kind == "array<string>":
        return "VARCHAR[]"
    if kind in _MAPS:
        return f"MAP(VARCHAR, {_DUCKDB[_MAPS[kind]]})"
    return _DUCKDB[kind]


def _delta_type(kind: str) -> PrimitiveType | ArrayType | MapType:
    if kind == "array<string>":
        return ArrayType(PrimitiveType("string"), contains_null=True)
    if kind in _MAPS:
        return MapType(PrimitiveType("string"), PrimitiveType(_DELTA[_MAPS[kind]]), value_contains_null=True)
    return PrimitiveType(_DELTA[kind])
