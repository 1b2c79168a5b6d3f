"""Columns of Parquet files: files of one shape together, each column as the type that is wanted, where nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import duckdb

from contract import REASON
from replica.engine.connect import identifier, listed, literal
from replica.readers.reader import Fault, Fetched, name_key

_WHOLE = (
    "BIGINT",
    "INTEGER",
    "SMALLINT",
    "TINYINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "HUGEINT",
    "UHUGEINT",
)
_REAL = ("DOUBLE", "FLOAT")
UTC = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS", "TIMESTAMP_NS WITH TIME ZONE")
"""Types of an instant, whatever zone it was written in."""
LOCAL = ("TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S")
"""Types of a wall clock's time, whose zone is not told."""
_TEXT = (*_WHOLE, *_REAL, "BOOLEAN", "DATE", "TIME", "UUID", "JSON")
NOTHING = '"NULL"'
"""Type of a column of which no value was ever told."""
_TAKEN = ("src__", "file_row_number")


@dataclass(frozen=True)
class Shape:
    """Files whose columns have the same names and DuckDB types, with their rows."""

    types: Mapping[str, str]
    rows: dict[int, int]
    files: dict[int, str]
    spelt: Mapping[str, str] = field(default_factory=dict)
    """What the files themselves call columns that have another name here."""

    @property
    def source(self) -> str:
        """The files as a table; `src__` says which a row is from, `file_row_number` counts from 0."""
        files = listed(list(self.files.values()))
        table = f"read_parquet({files}, filename = 'src__', file_row_number = true, hive_partitioning = false)"
        if not self.spelt:
            return table
        renamed = ", ".join(f"{identifier(own)} AS {identifier(name)}" for name, own in self.spelt.items())
        return f"(SELECT * RENAME ({renamed}) FROM {table})"

    def named(self, names: Iterable[str]) -> Shape | str:
        """With `names` for the columns that differ from them in case and blanks only; in words, why they cannot be told."""
        told = {name: [own for own in self.types if name_key(own) == name] for name in names}
        for name, owns in told.items():
            if len(owns) > 1:
                got = ", ".join(map(repr, owns))
                return f"column {name}: got {got}, which are one but for case and blanks, wanted it once"
        spelt = {name: own for name, (own,) in ((name, owns) for name, owns in told.items() if owns) if own != name}
        new = {own: name for name, own in spelt.items()}
        return replace(self, types={new.get(own, own): given for own, given in self.types.items()}, spelt=spelt)


def shapes(con: duckdb.DuckDBPyConnection, objects: list[Fetched]) -> Iterator[Shape | Fault]:
    """Files by their shape; a file that is no Parquet is a fault. All are tried together, and halved where that fails."""
    if not objects:
        return
    try:
        found = _found(con, objects)
    except duckdb.Error as error:
        if len(objects) == 1:
            yield Fault(objects[0].arrival, REASON.F_UNREADABLE, words_of(error, objects[0]))
            return
        half = len(objects) // 2
        for some in (objects[:half], objects[half:]):
            yield from shapes(con, some)
        return
    groups: dict[str, list[Fetched]] = {}
    for each in objects:
        groups.setdefault(found[str(each.file)][0], []).append(each)
    for members in groups.values():
        first = literal(str(members[0].file))
        types = dict(
            con.execute(
                f"SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet({first}, hive_partitioning = false))"
            ).fetchall()
        )
        rows = {each.arrival: found[str(each.file)][1] for each in members}
        fault = _name_fault(
            types, {name for (name,) in con.execute(f"SELECT name FROM parquet_schema({first})").fetchall()}
        )
        if fault is not None:
            yield from (Fault(each.arrival, REASON.F_UNREADABLE, fault) for each in members)
            continue
        yield Shape(types, rows, {each.arrival: str(each.file) for each in members})


def named_shapes(
    con: duckdb.DuckDBPyConnection, objects: list[Fetched], names: Iterable[str], needed: Iterable[str]
) -> Iterator[Shape | Fault]:
    """As shapes, with `names` for columns that differ from them in case and blanks only; files that lack one `needed` are faults."""
    names, needed = [*names], [*needed]
    for shape in shapes(con, objects):
        if isinstance(shape, Fault):
            yield shape
            continue
        named = shape.named(names)
        if isinstance(named, str):
            yield from (Fault(arrival, REASON.F_UNREADABLE, named) for arrival in shape.files)
            continue
        missing = [name for name in needed if name not in named.types]
        if missing:
            detail = f"missing: {', '.join(missing)}; got {', '.join(shape.types)}"
            yield from (Fault(arrival, REASON.F_HEADER_MISMATCH, detail) for arrival in shape.files)
            continue
        yield named


def _name_fault(types: Mapping[str, str], own: set[str]) -> str | None:
    """What hinders columns from being told by their names; `own` are those that the files themselves have."""
    for name in types:
        if name.lower() in _TAKEN:
            return f"column {name}: a name that the reader needs itself"
        if name not in own:
            # DuckDB tells no case, and gives the second of two a name of its own
            return (
                f"column {name.rpartition('_')[0]}: got it twice, but for upper and lower case, wanted each name once"
            )
    return None


def _found(con: duckdb.DuckDBPyConnection, objects: list[Fetched]) -> dict[str, tuple[str, int]]:
    """A text that stands for its columns, and the rows, by file."""
    files = listed([str(each.file) for each in objects])
    told = ("name", "type", "converted_type", "logical_type")
    shown = " || ':' || ".join(f"coalesce({each}::VARCHAR, '')" for each in told)
    rows = con.execute(
        f"SELECT file_name, shape, num_rows FROM (SELECT file_name, string_agg({shown}, ';' ORDER BY rowid) AS shape "
        f"FROM (SELECT *, row_number() OVER () AS rowid FROM parquet_schema({files})) GROUP BY file_name) "
        f"JOIN (SELECT file_name, num_rows FROM parquet_file_metadata({files})) USING (file_name)"
    ).fetchall()
    return {name: (shape, count) for name, shape, count in rows}


def as_wanted(types: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """SQL of each wanted column (text, time, ticks, whole, real, flag), null where the files lack it; and what cannot be had."""
    columns: dict[str, str] = {}
    faults: list[str] = []
    for name, kind in wanted.items():
        given = types.get(name)
        cast = "NULL" if given is None or given == NOTHING else _CASTS[kind](identifier(name), given)
        if cast is None:
            faults.append(f"column {name}: got {given}, wanted {_SAID[kind]}")
        columns[name] = f"({cast})::{_DUCKDB[kind]}" if cast == "NULL" else cast or ""
    return columns, faults


def _text(column: str, given: str) -> str | None:
    if given in (*UTC, *LOCAL):
        return iso_text(column, given)
    if given == "VARCHAR":
        return column
    return f"{column}::VARCHAR" if given in _TEXT or _is_decimal(given) else None


def iso_text(column: str, given: str) -> str:
    """ISO 8601, to 100 ns, with a Z where it is an instant."""
    zone = "Z" if given in UTC else ""
    if "NS" in given:
        return f"left(strftime({column}, '%Y-%m-%dT%H:%M:%S.%n'), 27) || '{zone}'"
    return f"strftime({column}, '%Y-%m-%dT%H:%M:%S.%f') || '{zone}'"


def _time(column: str, given: str) -> str | None:
    return column if given == "VARCHAR" else iso_text(column, given) if given in UTC else None


def _whole(column: str, given: str) -> str | None:
    if given not in (*_WHOLE, *_REAL) and not _is_decimal(given):
        return None
    # pandas keeps whole numbers beside missing ones as doubles, with NaN for those; a fraction would be lost
    missing = f"{column} IS NULL OR isnan({column})" if given in _REAL else f"{column} IS NULL"
    got = f"error('column ' || {literal(column[1:-1])} || ': got ' || {column}::VARCHAR || ', wanted a whole number of 32 bits')"
    return (
        f"CASE WHEN {missing} THEN NULL WHEN {column} = trunc({column}) AND {column} BETWEEN -2147483648 AND 2147483647 "
        f"THEN {column}::INTEGER ELSE {got}::INTEGER END"
    )


def _ticks(column: str, given: str) -> str | None:
    """A double has not as many digits."""
    if given == "VARCHAR":
        return column
    return f"{column}::VARCHAR" if given in _WHOLE or (_is_decimal(given) and given.endswith(",0)")) else None


def _real(column: str, given: str) -> str | None:
    if given in _WHOLE or _is_decimal(given):
        return f"{column}::DOUBLE"
    if given == "FLOAT":
        # 81.83204 is what was meant by 81.83203887939453
        return f"{column}::VARCHAR::DOUBLE"
    return f"CASE WHEN isfinite({column}) THEN {column} END" if given == "DOUBLE" else None


def _is_decimal(given: str) -> bool:
    return given.startswith("DECIMAL(")


def _flag(column: str, given: str) -> str | None:
    return column if given == "BOOLEAN" else None


_CASTS = {"text": _text, "time": _time, "ticks": _ticks, "whole": _whole, "real": _real, "flag": _flag}
_SAID = {
    "text": "text",
    "time": "text or a timestamp in UTC",
    "ticks": "a whole number",
    "whole": "a whole number",
    "real": "a number",
    "flag": "true or false",
}
_DUCKDB = {
    "text": "VARCHAR",
    "time": "VARCHAR",
    "ticks": "VARCHAR",
    "whole": "INTEGER",
    "real": "DOUBLE",
    "flag": "BOOLEAN",
}


def words_of(error: Exception, fetched: Fetched) -> str:
    """What an error says of an object, by the object's own name and without a trail."""
    return str(error).strip().splitlines()[0].replace(str(fetched.file), fetched.key)[:300]
