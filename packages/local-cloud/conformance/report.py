"""Findings of a check, as JSON and as lines to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

Row = Mapping[str, object]

COMPLETE, INCOMPLETE, UNKNOWN = 0, 1, 2
_VERDICTS = {COMPLETE: "complete", INCOMPLETE: "not as the templates want it", UNKNOWN: "could not be told"}


@dataclass
class Report:
    """`resources` counts by stack; `checked` those of which every property was read from its service and compared.

    `recorded` are objects and charts of which the local cloud has the wanted content on file, and no service.
    """

    resources: dict[str, int] = field(default_factory=dict)
    checked: Counter[str] = field(default_factory=Counter)
    missing: list[Row] = field(default_factory=list)
    different: list[Row] = field(default_factory=list)
    recorded: list[Row] = field(default_factory=list)
    not_applied: list[Row] = field(default_factory=list)
    undecided: list[Row] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """A finding is certain even where something else could not be told."""
        if self.missing or self.different:
            return INCOMPLETE
        return UNKNOWN if self.undecided else COMPLETE

    def as_json(self) -> dict[str, object]:
        return {
            "resources": sum(self.resources.values()),
            "checked": self.checked.total(),
            "stacks": {
                stack: {"resources": count, "checked": self.checked[stack]} for stack, count in self.resources.items()
            },
            "missing": self.missing,
            "different": self.different,
            "recorded": self.recorded,
            "notApplied": self.not_applied,
            "undecided": self.undecided,
        }

    def lines(self) -> list[str]:
        return [
            *(
                f"{stack}: {count} resources, {self.checked[stack]} read from their services and compared"
                for stack, count in self.resources.items()
            ),
            *(f"missing      {_where(row)} {row['physicalId']}" for row in self.missing),
            *(
                f"different    {_where(row)} {row['property']}: got {row['got']}, wanted {row['wanted']}"
                for row in self.different
            ),
            *(f"cannot tell  {_where(row)}: {row['why']}" for row in self.undecided),
            *(f"recorded     {_where(row)}: {row['kind']} {row['name']}" for row in self.recorded),
            *(f"not applied  {_where(row)} {row['property']}: {row['why']}" for row in self.not_applied),
            f"The deployed set: {_VERDICTS[self.exit_code]}",
        ]


def _where(row: Row) -> str:
    return f"{row['stack']}/{row['logicalId']} ({row['type']})"
