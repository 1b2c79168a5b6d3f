"""A dataset: what is built, of what, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from deltalake import Schema

from contract import COLUMN_NAME_TABLE, column_notes
from replica.gold.figure import Figure, figures_of
from replica.gold.month import TICKS_PER_S
from replica.tables.schema import delta_schema, described
from replica.tables.table import Table

KEYS = ("asset", "time")
PARTITION = "month"
BOUNDS = {"asset": "string", "time": "timestamp"}
"""Columns whose least and greatest value every file tells, with their types."""
COLUMN_NAME = COLUMN_NAME_TABLE


class Dataset(Protocol):
    """A gold table: one view of one feeder of a site, whose atmosphere is `air_kpa`, on a grid of `grid_s` seconds. Where all tags of the
    view are silent for longer than `silent_after_s`, nothing is known of any; null means that they never are. A number that moved faster
    than by `rate_percent_per_s` of its tag's span, or was the same for longer than `flat_after_s`, is no good one; null means that any is.
    `statistics` are those of the contract that stand beside each sample."""

    @property
    def name(self) -> str: ...
    @property
    def site(self) -> str: ...
    @property
    def feeder(self) -> str: ...
    @property
    def view(self) -> str: ...
    @property
    def grid_s(self) -> int: ...
    @property
    def air_kpa(self) -> float | None: ...
    @property
    def silent_after_s(self) -> int | None: ...
    @property
    def rate_percent_per_s(self) -> float | None: ...
    @property
    def flat_after_s(self) -> int | None: ...
    @property
    def statistics(self) -> Sequence[str]: ...


def silent_ticks(dataset: Dataset) -> int:
    """How long the view may be silent, 0 where it may always."""
    return (dataset.silent_after_s or 0) * TICKS_PER_S


_WHAT = {
    "number": "",
    "flag": ", 1 where it is true and 0 where it is not",
    "state": ", the name of its state",
    "text": ", its text",
    "time": ", a moment as ISO 8601 in UTC",
}
"""What a column shows, by its kind."""


@dataclass(frozen=True)
class Column:
    """A column as it was given: `kind` is number, flag, state, text or time; only numbers have a unit."""

    name: str
    attribute: str
    kind: str
    unit: str | None

    @property
    def type(self) -> str:
        """In the contract's words."""
        return "double" if self.kind in ("number", "flag") else "string"

    @property
    def comment(self) -> str:
        """What the column shows, in a line."""
        return f"{self.attribute}{_WHAT[self.kind]}" + (f" [{self.unit}]" if self.unit else "")

    def figures(self, statistics: Sequence[str]) -> Iterator[tuple[str, Figure]]:
        """The columns beside it, by their names, in order."""
        return ((f"{self.name}{figure.suffix}", figure) for figure in figures_of(self.type, statistics))

    def unit_of(self, figure: Figure) -> str | None:
        return self.unit if figure.has_unit else None

    def comment_of(self, figure: Figure) -> str:
        """What the column of a figure shows, in a line."""
        if not figure.is_statistic:
            return figure.meaning
        unit = self.unit_of(figure)
        return f"{self.attribute}: {figure.meaning}" + (f" [{unit}]" if unit else "")


def gold_table(gold: str, name: str, columns: Sequence[Column] = (), statistics: Sequence[str] = ()) -> Table:
    """The dataset's table, a partition a UTC month."""
    notes = column_notes("gold")
    fields = [
        described(PARTITION, "string", "UTC month of time; partition"),
        described("asset", "string", notes["asset"]),
        described("time", "timestamp", notes["time"]),
    ]
    for column in columns:
        fields.append(described(column.name, column.type, column.comment))
        fields += [
            described(name, figure.type, column.comment_of(figure)) for name, figure in column.figures(statistics)
        ]
    return Table(gold, name, Schema(fields), (PARTITION,), tuple(BOUNDS))


def column_name_table(gold: str) -> Table:
    return Table(gold, COLUMN_NAME, delta_schema(COLUMN_NAME))
