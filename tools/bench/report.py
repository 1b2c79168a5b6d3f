"""What a run found: lines of the table, and the figures of the last line."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from bench.line import Line, Relative

SAME = "equal"


@dataclass
class Report:
    lines: list[Line] = field(default_factory=list)
    figures: dict[str, Relative | None] = field(default_factory=dict)
    """By silver, gold, late, tiny, send; what was not run is not there."""

    @property
    def differs(self) -> bool:
        """Whether a peer made something else than the product: then its ratio says nothing."""
        return any(line.output not in ("", SAME) for line in self.lines)

    def last_line(self) -> str:
        silver, gold, tiny, send = (
            self._figure(name, "{:.2f}", "times") for name in ("silver", "gold", "tiny", "send")
        )
        late = self._figure("late", "{:.0f}", "percent")
        return f"silver {silver}x DuckDB, gold {gold}x DuckDB, late {late} %, tiny {tiny}x, send {send}x a script"

    def document(self) -> dict[str, Any]:
        """All of it for a program."""
        figures = {name: asdict(figure) if figure else None for name, figure in self.figures.items()}
        return {"lines": [asdict(line) for line in self.lines], "figures": figures, "last": self.last_line()}

    def _figure(self, name: str, form: str, what: str) -> str:
        figure = self.figures.get(name)
        return "-" if figure is None else form.format(getattr(figure, what))
