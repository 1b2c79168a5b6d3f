"""The sheet of site two's laboratory, which PI Integrator publishes beside the sender: analyses of the product, one an hour."""

from __future__ import annotations

from plant.config import WideView
from plant.delivery import Cell, Delivery
from plant.process.source import read_tennessee_eastman
from plant.sheet import sheet_of

ASSET = "Laboratory"
HOUR = 3600


def laboratory_sheet(view: WideView, steps: int | None) -> Delivery:
    """Analyses of the first `steps` samples (all by default); the view's columns are attributes of the unit."""
    *_, last = signals = read_tennessee_eastman(steps)
    texts = {
        signal.tag.attribute: {sample.at: repr(sample.value) for sample in signal.samples if sample.at % HOUR == 0}
        for signal in signals
        if signal.tag.asset == last.tag.asset
    }
    if unknown := [column for column in view.columns if column not in texts]:
        raise ValueError(f"view {view.name}: got the columns {unknown}, wanted some of {list(texts)}")
    times = list(texts[last.tag.attribute])
    rows = {at: [texts[column][at] for column in view.columns] for at in times}
    cells = [
        Cell((ASSET, column), at, float(text), None, None, (text,))
        for at, row in rows.items()
        for column, text in zip(view.columns, row, strict=True)
    ]
    return Delivery(view.name, f"{view.name}.csv", "main", sheet_of(view, ASSET, rows), len(rows), cells)
