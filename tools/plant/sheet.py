"""A small sheet as PI Integrator publishes it: a row a time, a column an attribute, every cell the text that was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from plant.config import WideView


def sheet_of(view: WideView, asset: str, rows: Mapping[int, Sequence[str]]) -> bytes:
    """The sheet of an asset; `rows` are texts in the order of the view's columns, by seconds since 1970 UTC."""
    lines = [view.delimiter.join(["Id", view.asset_column, view.time_column, *view.columns])]
    for number, (at, texts) in enumerate(rows.items(), start=1):
        written = datetime.fromtimestamp(at, UTC).astimezone(view.zone).strftime(view.time_format)
        lines.append(view.delimiter.join([str(number), asset, written, *texts]))
    return "".join(f"{line}\r\n" for line in lines).encode(view.encoding)
