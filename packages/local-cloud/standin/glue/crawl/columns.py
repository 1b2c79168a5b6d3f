"""Columns by name with their Hive types, and how those of several objects become one table's."""

from __future__ import annotations

from collections.abc import Iterable

from standin.glue.crawl.plan import CrawlError

# None is a column of which no value was seen.
Columns = dict[str, str | None]

_WHOLE = ("tinyint", "smallint", "int", "bigint")
_NUMBERS = (*_WHOLE, "float", "double")


def combine(schemas: Iterable[Columns]) -> Columns:
    """All columns, in the order in which they first appear; where types differ, one that holds both."""
    combined: Columns = {}
    for schema in schemas:
        for name, kind in schema.items():
            combined[name] = wider(combined[name], kind) if name in combined else kind
    return combined


def wider(one: str | None, other: str | None) -> str | None:
    """The narrowest type that holds both; text holds everything."""
    if one is None or other is None or one == other:
        return other if one is None else one
    if one in _WHOLE and other in _WHOLE:
        return max(one, other, key=_WHOLE.index)
    return "double" if one in _NUMBERS and other in _NUMBERS else "string"


def lower_case(names: Iterable[str]) -> list[str]:
    """Names as the catalogue has them; `CrawlError` where two differ in case alone."""
    lowered = [name.strip().lower() for name in names]
    twice = sorted({name for name in lowered if lowered.count(name) > 1})
    if twice:
        raise CrawlError(f"got the columns {', '.join(twice)} more than once, wanted each name once whatever its case")
    return lowered


def listed(columns: Columns) -> list[dict[str, str]]:
    """As the Glue API has them."""
    return [{"Name": name, "Type": kind or "string"} for name, kind in columns.items()]
