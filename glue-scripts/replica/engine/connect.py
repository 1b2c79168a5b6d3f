"""A connection for one task."""

from __future__ import annotations

from importlib.resources import files

import duckdb

from replica.engine.limits import Limits


def connect(limits: Limits) -> duckdb.DuckDBPyConnection:
    """A new database in memory that spills to the task's scratch folder, with the macros that several rules use."""
    spill = limits.scratch / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    con = duckdb.connect(
        config={
            "memory_limit": f"{limits.memory // 1_000_000}MB",
            "threads": limits.threads,
            "temp_directory": str(spill),
            # A rule must not depend on what its machine may download.
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")
    for macros in ("macros", "time_iso", "printed"):
        con.execute(rule(macros))
    return con


def rule(name: str) -> str:
    """The SQL of one step: rules/<name>.sql."""
    return (files("replica.rules") / f"{name}.sql").read_text(encoding="utf-8")


def has_rows(con: duckdb.DuckDBPyConnection, source: str) -> bool:
    """Whether `source`, all that may follow FROM, has a row."""
    return con.execute(f"SELECT EXISTS (FROM {source})").fetchall() == [(True,)]


def literal(text: str) -> str:
    """`text` as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """`name` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def listed(texts: list[str]) -> str:
    """`texts` as an SQL list of literals."""
    return "[" + ", ".join(literal(text) for text in texts) + "]"
