"""A file of gold with the columns that came after it: no reading has ever been theirs in it. It is a task of its own, JSON in and out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from replica.engine.connect import identifier
from replica.engine.limits import Limits
from replica.gold.dataset import BOUNDS, gold_table
from replica.gold.fetch import fetched
from replica.gold.figure import figures_of
from replica.gold.steps import Steps, connect_gold
from replica.gold.tasks.window import nothing_of, row_group
from replica.store.places import objects_at
from replica.tables.data_file import write_file


@dataclass(frozen=True)
class Widening:
    """`path` is the file's below the table, `columns` are all of (name, type in the contract's words), each with its
    share and its `statistics` beside it; `known` are the names of those that it has."""

    dataset: str
    month: str
    path: str
    columns: list[list[str]]
    statistics: list[str]
    known: list[str]
    gold: str
    run_id: str

    def to_task(self) -> dict[str, Any]:
        """As a carrier takes it."""
        return {"work": f"{__name__}:widen_file", "widening": asdict(self)}


def widen_file(task: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Write the file of a Widening anew: nulls in the columns that it has not, no time that good readings cover, and a count of none."""
    widening, steps = Widening(**task["widening"]), Steps()
    folder = gold_table(widening.gold, widening.dataset).folder
    with (
        steps.timed("widen"),
        fetched(widening.gold, [f"{folder}/{widening.path}"], limits.scratch) as paths,
        connect_gold(limits) as con,
    ):
        con.execute("CREATE TEMP VIEW narrow AS FROM read_parquet('" + paths[0] + "', hive_partitioning = false)")
        file = write_file(
            con, f"SELECT {', '.join(_selected(widening))} FROM narrow", objects_at(widening.gold), folder, limits.scratch,
            run_id=widening.run_id, partition={"month": widening.month}, bounds=BOUNDS,
            row_group=row_group(len(widening.columns), widening.statistics),
        )  # fmt: skip
    return {"month": widening.month, "file": file.to_json() if file else None, "steps": steps.cpu_s}


def _selected(widening: Widening) -> list[str]:
    selected = ["asset", "time"]
    for name, kind in widening.columns:
        columns = {name: nothing_of(kind)} | {
            f"{name}{each.suffix}": each.nothing for each in figures_of(kind, widening.statistics)
        }
        selected += [
            identifier(column) if name in widening.known else f"{nothing} AS {identifier(column)}"
            for column, nothing in columns.items()
        ]
    return selected
