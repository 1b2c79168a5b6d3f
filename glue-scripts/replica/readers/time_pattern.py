"""A view's time pattern, in the letters of Java's DateTimeFormatter, as DuckDB reads it.

lib/config/time-pattern.ts refuses the same patterns when a configuration is loaded; test/support/time-patterns.json holds both to it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from contract import TIME_FIELDS, TIME_MEANT

_TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+|'")
_OFFSET = re.compile(r"X{1,3}|x{1,3}|Z")
_STRPTIME = re.compile(r"%[A-Za-z]")
_STRPTIME_TOKEN = re.compile(r"%[A-Za-z]|[A-Za-z]+")
_LETTERS = {told["strptime"]: letters for letters, told in reversed(TIME_FIELDS.items())} | {
    "%z": "XXX",
    "%f": "SSSSSS",
}
_WANTED = ("year", "month", "day", "hour", "minute")
_LACKING = "no field for"
_HOURS = ("hour", "hour of twelve")


class TimePatternError(ValueError):
    """A pattern by which times would be read wrongly or not at all."""


@dataclass(frozen=True)
class TimePattern:
    """`format` is for strptime, without the fraction of a second and the offset, which are read apart."""

    format: str
    has_offset: bool


def parse_time_pattern(text: str) -> TimePattern:
    """The pattern that `text` says, such as `MM/dd/yyyy hh:mm:ss a` or `yyyy-MM-dd'T'HH:mm:ss.SSSSSSSXXX`.

    Raises TimePatternError where a letter has no meaning here, a part of the time comes twice, or one would stay open.
    """
    tokens = _tokens(text)
    fault = _fault(tokens)
    if fault is not None:
        raise TimePatternError(f'timeFormat: got "{text}", which has {fault}{_asked(text)}')
    # PI trims zeros of a fraction, down to none: its point goes with it
    kept = [token[:-1] if _is_fraction(after) else token for token, after in pairwise([*tokens, ""])]
    format = "".join(_format(token) for token in kept if not _is_fraction(token) and not _OFFSET.fullmatch(token))
    # a blank before AM or PM is as good as none
    return TimePattern(" ".join(format.split()).replace(" %p", "%p"), any(_OFFSET.fullmatch(each) for each in tokens))


def _asked(text: str) -> str:
    meant = _meant(text)
    left = _fault(_tokens(meant))
    return f'; did you mean "{meant}"?' if meant != text and (left is None or left.startswith(_LACKING)) else ""


def _tokens(text: str) -> list[str]:
    return [found[0] for found in _TOKEN.finditer(text)]


def _meant(text: str) -> str:
    """What the writer of a pattern of .NET, of moment.js or of strptime has meant, in the letters of Java."""
    if _STRPTIME.search(text):
        return _STRPTIME_TOKEN.sub(lambda found: _LETTERS.get(found[0], f"'{found[0]}'"), text)
    tokens = [TIME_MEANT.get(token, token) for token in _tokens(text)]
    parts = [_part(each) for each in tokens]
    if "half of the day" in parts and "hour of twelve" not in parts:
        tokens = [each.replace("H", "h") if _part(each) == "hour" else each for each in tokens]
    elif "half of the day" not in parts:
        tokens = [each.replace("h", "H") if _part(each) == "hour of twelve" else each for each in tokens]
    return "".join(_months_and_minutes(tokens))


def _months_and_minutes(tokens: list[str]) -> list[str]:
    """Behind the hour it is the minute that is meant, and nowhere else."""
    meant, before = [], None
    for token in tokens:
        part = _part(token)
        if part == "minute" and before not in _HOURS:
            token = token.upper()
        elif token in ("M", "MM") and before in _HOURS:
            token = token.lower()
        before = part or before
        meant.append(token)
    return meant


def _fault(tokens: list[str]) -> str | None:
    """The first thing that is wrong with a pattern."""
    is_behind_offset = False
    for before, token in pairwise(["", *tokens]):
        fault = _token_fault(token, before, is_behind_offset=is_behind_offset)
        if fault is not None:
            return fault
        is_behind_offset = is_behind_offset or _OFFSET.fullmatch(token) is not None
    parts = [part for part in map(_part, tokens) if part is not None]
    if "second" not in parts and any(map(_is_fraction, tokens)):
        return "a fraction (S) of no second"
    return _parts_fault(Counter(parts)) or _order_fault(parts)


def _token_fault(token: str, before: str, *, is_behind_offset: bool) -> str | None:
    if token == "'":
        return "a quote that is not closed"
    if is_behind_offset and token.strip():
        return f'"{token}" behind the offset, wanted it to be the last'
    if _is_fraction(token):
        return None if before.endswith((".", ",")) else "a fraction of a second (S) without a point or comma before it"
    if token[0].isalpha() and _part(token) is None and not _OFFSET.fullmatch(token):
        return f'"{token}", which is no field'
    if _is_number(before) and _is_number(token) and 1 in (len(before), len(token)):
        return f'"{before}" and "{token}" with nothing between them, by which no digit could be told from the next'
    return None


def _order_fault(parts: list[str]) -> str | None:
    """By a month in the minute's place times would be read, and wrongly."""
    behind = next(after for part, after in pairwise([*parts, ""]) if part in _HOURS)
    return (
        None if behind == "minute" else f"{f'the {behind}' if behind else 'nothing'} behind the hour, wanted the minute"
    )


def _parts_fault(parts: Counter[str]) -> str | None:
    twice = next((part for part, count in parts.items() if count > 1), None)
    if twice is not None:
        return f"the {twice} twice"
    if "hour" in parts and "hour of twelve" in parts:
        return "the hour twice"
    if "hour of twelve" in parts and "half of the day" not in parts:
        return "hours of a 12-hour clock (h) without AM or PM (a)"
    if "half of the day" in parts and "hour of twelve" not in parts:
        return "AM or PM (a) without hours of a 12-hour clock (h)"
    found = {*parts, *(["hour"] if "hour of twelve" in parts else [])}
    lacking = [part for part in _WANTED if part not in found]
    return f"{_LACKING} {', '.join(lacking)}" if lacking else None


def _part(token: str) -> str | None:
    return TIME_FIELDS[token]["part"] if token in TIME_FIELDS else None


def _is_number(token: str) -> bool:
    return _part(token) is not None and TIME_FIELDS[token]["strptime"] not in ("%p", "%a", "%A", "%b", "%B")


def _is_fraction(token: str) -> bool:
    return {*token} == {"S"}


def _format(token: str) -> str:
    if token in TIME_FIELDS:
        return TIME_FIELDS[token]["strptime"]
    literal = (token[1:-1].replace("''", "'") or "'") if token.startswith("'") else token
    return literal.replace("%", "%%")
