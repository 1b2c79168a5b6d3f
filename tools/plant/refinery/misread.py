"""A view of site one whose time pattern does not fit its file: no cell of it has a usable time."""

from __future__ import annotations

from collections.abc import Sequence

from contract import REASON
from plant.config import WideView
from plant.delivery import Cell, Delivery, Fault, fault_of
from plant.sheet import sheet_of

MISREAD_ROWS = 3
ASSET = "Tank farm"
VALUE = "1.5"


def misread_file(view: WideView, times: Sequence[int]) -> Delivery:
    """A row for each of `times`, in seconds since 1970 UTC."""
    body = sheet_of(view, ASSET, {at: [VALUE] * len(view.columns) for at in times})
    cells = [
        Cell((ASSET, column), at, None, None, REASON.TS_UNPARSEABLE, (VALUE,))
        for at in times
        for column in view.columns
    ]
    return Delivery(view.name, f"{view.name}.csv", "main", body, len(times), cells)


def misread_fault(view: WideView, times: Sequence[int]) -> Fault:
    return fault_of("misread_view", view.name, [(column, at) for at in times for column in view.columns])
