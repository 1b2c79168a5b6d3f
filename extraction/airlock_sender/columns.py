"""Readings of PI Web API as the columns that landing wants: made a column at a time, since a loop over readings costs more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from airlock_sender.answers import AnswerError, Change, Item, State
from airlock_sender.tags import Tag
from airlock_sender.ticks import ticks_of
from airlock_sender.windows import Window
from contract import columns_of

_TYPES = {"string": pa.string(), "int": pa.int32(), "boolean": pa.bool_(), "double": pa.float64()}
READINGS = pa.schema([(name, _TYPES[told]) for name, told in columns_of("reading").items()])
TAG_LIST = pa.schema([(name, _TYPES[told]) for name, told in columns_of("tag_snapshot").items()])

Told = tuple[Tag, Sequence[Item]]
"""A tag, and its readings in the order of time, those of one moment in PI's own."""


def check_order(tag: Tag, items: Sequence[Item], window: Window) -> None:
    """`AnswerError` where readings are not in order or not of the window: a page could then not be told from a hole."""
    if not items:
        return
    # All end in Z, and without it the shorter of two equal beginnings is the earlier: text sorts as time does.
    times = [item.Timestamp[:-1] for item in items]
    if not all(item.Timestamp.endswith("Z") for item in items):
        raise AnswerError(f"{tag.path}: got a time without Z, wanted UTC: {items[0].Timestamp}")
    if times != sorted(times):
        exact = [ticks_of(item.Timestamp) for item in items]
        if exact != sorted(exact):
            raise AnswerError(f"{tag.path}: got readings that go back in time, wanted them in order")
    first, last = tick(items[0]), tick(items[-1])
    if first < window.begin or last >= window.end:
        raise AnswerError(
            f"{tag.path}: got readings from {items[0].Timestamp} to {items[-1].Timestamp}, which the window does not hold"
        )


def tick(item: Item | Change) -> int:
    try:
        return ticks_of(item.Timestamp)
    except ValueError as error:
        raise AnswerError(str(error)) from None


def before(items: Sequence[Item], end: int) -> Sequence[Item]:
    """Those that lie before `end`, in ticks."""
    return items[: bisect_left(items, end, key=tick)]


def readings(told: Iterable[Told]) -> pa.RecordBatch:
    """The rows of these readings, tag by tag."""
    tags: list[Tag] = []
    owners: list[int] = []
    items: list[Item] = []
    for number, (tag, each) in enumerate(told):
        tags.append(tag)
        owners += [number] * len(each)
        items += each
    values = [item.Value for item in items]
    owner = pa.array(owners, pa.int32())

    def of_tag(name: str) -> pa.Array:
        return pa.array([getattr(tag, name) for tag in tags], pa.string()).take(owner)

    return pa.record_batch(
        {
            "asset": of_tag("asset"),
            "attribute": of_tag("attribute"),
            "point": of_tag("point"),
            "timestamp": pa.array([item.Timestamp for item in items], pa.string()),
            "value": pa.array([_text(value) for value in values], pa.string()),
            "state_code": pa.array([v.Value if type(v) is State else None for v in values], pa.int32()),
            "is_system": pa.array([v.IsSystem if type(v) is State else None for v in values], pa.bool_()),
            "good": pa.array([item.Good and not is_faulty(item) for item in items], pa.bool_()),
            "questionable": pa.array([item.Questionable for item in items], pa.bool_()),
            "substituted": pa.array([item.Substituted for item in items], pa.bool_()),
            "annotated": pa.array([item.Annotated for item in items], pa.bool_()),
            "unit": pa.array([item.UnitsAbbreviation or None for item in items], pa.string()),
        },
        schema=READINGS,
    )


def paths_of(rows: pa.RecordBatch) -> pa.Array:
    """The path of each reading's tag, as `Tag.path`."""
    return pc.binary_join_element_wise(rows["asset"], rows["attribute"], "|")


def is_faulty(item: Item) -> bool:
    """PI tells an error of it: whatever value stands beside it is none."""
    return bool(item.Errors or item.WebException)


def _text(value: float | int | str | bool | State | None) -> str | None:
    kind = type(value)
    if kind is float:
        return repr(value)
    if kind is State:
        return value.Name  # type: ignore[union-attr]
    if kind is bool:
        return "true" if value else "false"
    return None if value is None else str(value)
