"""What stands beside an attribute's value in each cell: how much of it is good, and the statistics that its dataset asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contract import SHARE, STATISTICS, column_notes, columns_of
from replica.tables.schema import duckdb_type


@dataclass(frozen=True)
class Figure:
    """A figure by the name that shown.sql gives it; `suffix` ends its columns' names, which no attribute's own can: these have no __."""

    name: str
    suffix: str

    @property
    def type(self) -> str:
        """In the contract's words."""
        return columns_of("gold")[f"<attribute>{self.suffix}"]

    @property
    def meaning(self) -> str:
        return column_notes("gold")[f"<attribute>{self.suffix}"]

    @property
    def is_statistic(self) -> bool:
        return self.name in STATISTICS

    @property
    def has_unit(self) -> bool:
        """Whether it is in the unit of its attribute."""
        return self.name in ("mean", "min", "max")

    @property
    def nothing(self) -> str:
        """Of a cell without a reading, in SQL."""
        return f"{'NULL' if self.has_unit else '0'}::{duckdb_type(self.type)}"


_SHARE = Figure("pct_good", SHARE)
_STATISTICS = [Figure(name, suffix) for name, suffix in STATISTICS.items()]


def figures_of(kind: str, statistics: Sequence[str]) -> Iterator[Figure]:
    """The figures beside a column of the contract's type `kind`, in the order of their columns. Of texts there is a count only."""
    yield _SHARE
    yield from (each for each in _STATISTICS if each.name in statistics and (kind == "double" or not each.has_unit))
