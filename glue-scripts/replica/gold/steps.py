"""The SQL steps of gold, their variables, and what each costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

import duckdb

from replica.engine.connect import connect
from replica.engine.limits import Limits


class Steps:
    """CPU seconds by step, of one task or of several."""

    def __init__(self) -> None:
        self.cpu_s: dict[str, float] = {}

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        begun = time.process_time()
        try:
            yield
        finally:
            self.add({step: time.process_time() - begun})

    def add(self, cpu_s: dict[str, float]) -> None:
        for step, seconds in cpu_s.items():
            self.cpu_s[step] = round(self.cpu_s.get(step, 0.0) + seconds, 3)


def connect_gold(limits: Limits) -> duckdb.DuckDBPyConnection:
    """A connection for one task with gold's macros as well."""
    con = connect(limits)
    # A thousand columns that are laid side by side are a thousand joins inside one another.
    con.execute("SET max_expression_depth = 10000")
    run_step(con, "macros")
    return con


def run_step(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run gold/sql/<name>.sql."""
    con.execute((files("replica.gold") / "sql" / f"{name}.sql").read_text(encoding="utf-8"))


def set_variables(con: duckdb.DuckDBPyConnection, **values: int | float | str | list[str] | list[int]) -> None:
    """Give the steps' variables; whole numbers are BIGINT, since products of two of them pass an INTEGER."""
    for name, value in values.items():
        con.execute(f"SET VARIABLE {name} = $1{'::BIGINT' if isinstance(value, int) else ''}", [value])
