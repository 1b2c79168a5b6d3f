"""A view's time pattern, in the letters of Java's DateTimeFormatter, as DuckDB reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'")
_FIELDS = {
    "yyyy": "%Y", "uuuu": "%Y", "y": "%Y", "u": "%Y", "yy": "%y", "MM": "%m", "M": "%m", "MMM": "%b", "MMMM": "%B", "dd": "%d", "d": "%d",
    "HH": "%H", "H": "%H", "hh": "%I", "h": "%I", "mm": "%M", "m": "%M", "ss": "%S", "s": "%S", "a": "%p",
    "E": "%a", "EE": "%a", "EEE": "%a", "EEEE": "%A",
}  # fmt: skip
_OFFSET = re.compile(r"X{1,3}|x{1,3}|Z")
_MEANT = {"Y": "yyyy", "D": "dd", "t": "a", "k": "HH", "K": "hh", "f": "SSS", "z": "XXX", "V": "XXX", "O": "XXX"}


class TimePatternError(ValueError):
    """A pattern by which times would be read wrongly or not at all."""


@dataclass(frozen=True)
class TimePattern:
    """`format` is for strptime, without the fraction of a second and the offset, which are read apart."""

    format: str
    has_offset: bool


def parse_time_pattern(text: str) -> TimePattern:
    """The pattern that `text` says, such as `MM/dd/yyyy hh:mm:ss a` or `yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX`.

    Raises TimePatternError where a letter has no meaning here, or the hour of the day would stay open.
    """
    parts: list[str] = []
    fields: set[str] = set()
    has_offset = False
    for found in _TOKEN.finditer(text):
        token = found[0]
        if has_offset and token.strip():
            raise TimePatternError(f"timeFormat: {text!r}: got {token!r} behind the offset, wanted it to be the last")
        if token == "'":
            raise TimePatternError(f"timeFormat: {text!r}: got a quote that is not closed")
        if found[1] is not None:
            parts.append((found[1] or "'").replace("''", "'").replace("%", "%%"))
        elif found[2] is None:
            parts.append(token.replace("%", "%%"))
        elif set(token) == {"S"}:
            parts = _without_point(text, parts)
        elif _OFFSET.fullmatch(token):
            has_offset = True
        else:
            fields.add(_field(text, token))
            parts.append(_field(text, token))
    _check(text, fields)
    return TimePattern("".join(parts).strip(), has_offset)


def _without_point(text: str, parts: list[str]) -> list[str]:
    """A fraction is read with its point, and both may be missing."""
    if not parts or parts[-1][-1:] not in (".", ","):
        raise TimePatternError(
            f"timeFormat: {text!r}: got a fraction of a second (S) without a point or comma before it"
        )
    return [*parts[:-1], parts[-1][:-1]]


def _field(text: str, token: str) -> str:
    if token not in _FIELDS:
        meant = _MEANT.get(token[0])
        raise TimePatternError(
            f"timeFormat: {text!r}: got {token!r}, which is no field" + (f"; {meant!r} is meant?" if meant else "")
        )
    return _FIELDS[token]


def _check(text: str, fields: set[str]) -> None:
    if "%I" in fields and "%p" not in fields:
        raise TimePatternError(f"timeFormat: {text!r}: got hours of a 12-hour clock (h) without a; HH is meant?")
    if "%p" in fields and "%I" not in fields:
        raise TimePatternError(f"timeFormat: {text!r}: got a beside hours of a 24-hour clock (H); hh is meant?")
    wanted = {
        "a year": ("%Y", "%y"),
        "a month": ("%m", "%b", "%B"),
        "a day": ("%d",),
        "an hour": ("%H", "%I"),
        "minutes": ("%M",),
    }
    for what, any_of in wanted.items():
        if not fields.intersection(any_of):
            raise TimePatternError(f"timeFormat: {text!r}: got no field for {what}, wanted one")
