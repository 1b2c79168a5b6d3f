"""What the columns of a long file, a row a reading, are called: the contract's names, and others that seem to mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from replica.readers.reader import name_key

from contract import columns_of
from own.guess.finding import UnreadableError
from own.guess.sheet import Sheet

NEEDED = ("asset", "attribute", "timestamp", "value")
ALIKE = {
    "asset": ("element", "equipment"),
    "attribute": ("tag", "tagname", "tag_name", "name", "point", "variable", "sensor"),
    "timestamp": ("time", "datetime", "ts", "event_time", "date"),
    "value": ("val", "reading", "measurement"),
}
_OF_QUALITY = ("status", "quality", "valid", "isvalid", "is_valid", "isgood", "is_good", "confidence")
"""Columns that say which values are bad, which the contract says as `good`."""


def as_contract(sheet: Sheet) -> Sheet:
    """The sheet with the contract's spelling of its columns. Raises UnreadableError where two of them are one but for case and blanks."""
    known = columns_of("reading")
    spelt = [name_key(name) if name_key(name) in known else name for name in sheet.names]
    twice = next((name for name in spelt if spelt.count(name) > 1), None)
    if twice is not None:
        raise UnreadableError(f"two of its columns are {twice} but for case and blanks; wanted it once")
    return replace(sheet, names=tuple(spelt), types=dict(zip(spelt, sheet.types.values(), strict=True)))


def check_quality(sheet: Sheet) -> None:
    """Raises UnreadableError where a column that the contract does not have may say that values are bad: they would be good."""
    told = _of_quality(sheet)
    if told is None or "good" in sheet.names:
        return
    shown = sheet.one(f"mode({sheet.column(told)})")[0]
    raise UnreadableError(
        f"“{told}” may say which values are bad, and nothing here reads it; wanted a column good of true and false. In pandas: "
        f"df['good'] = df[{told!r}] == {shown!r}"
    )


def check_wide(sheet: Sheet, read: str, alike: Mapping[str, tuple[str, ...]]) -> None:
    """A long file of other names would be read as a wide one that has all attributes, whatever their units, in one column.

    Raises UnreadableError with what makes it the contract's in pandas; `read` opens it there.
    """
    by_key = {name_key(name).replace(" ", "_"): name for name in sheet.names}
    meant = {
        wanted: next((by_key[each] for each in (wanted, *others) if each in by_key), None)
        for wanted, others in alike.items()
    }
    if meant["attribute"] is None or meant["value"] is None or meant["timestamp"] is None:
        return
    renamed = {name: wanted for wanted, name in meant.items() if name is not None and name != wanted}
    steps = [f"{read}.rename(columns={renamed})"]
    if meant["asset"] is None:
        steps.append(".assign(asset='Kiln 1')")
    if not _has_zone(sheet, meant["timestamp"]):
        steps.append(".assign(timestamp=lambda df: pd.to_datetime(df['timestamp']).dt.tz_localize('Europe/Berlin'))")
    quality = _of_quality(sheet)
    if quality is not None:
        shown = sheet.one(f"mode({sheet.column(quality)})")[0]
        steps.append(f".assign(good=lambda df: df[{quality!r}] == {shown!r}).drop(columns={quality!r})")
    raise UnreadableError(
        f"a row is a reading, but its columns are {', '.join(sheet.names)}; wanted {', '.join(NEEDED)}, as Parquet. In pandas: "
        f"{''.join(steps)}.to_parquet('renamed.parquet')"
    )


def _of_quality(sheet: Sheet) -> str | None:
    return next((name for name in sheet.names if name_key(name) in _OF_QUALITY), None)


def _has_zone(sheet: Sheet, time: str) -> bool:
    if sheet.types.get(time, "VARCHAR") == "VARCHAR":
        return sheet.count(rf"NOT regexp_matches({sheet.column(time)}, '(Z|[+-]\d\d:?\d\d)$')") == 0
    return "TIME ZONE" in sheet.types[time] or "TZ" in sheet.types[time]
