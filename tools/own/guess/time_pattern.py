"""In which pattern a column tells its times: each candidate is held against every cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from replica.engine.connect import literal
from replica.readers.time_pattern import parse_time_pattern

from own.guess.finding import Guess, UnreadableError
from own.guess.sheet import OWN, Sheet

_FIELDS = {
    "yyyy": r"\d{4}", "yy": r"\d{2}", "MMM": "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", "MM": "(0?[1-9]|1[0-2])",
    "dd": "(0?[1-9]|[12][0-9]|3[01])", "HH": "([01]?[0-9]|2[0-3])", "hh": "(0?[1-9]|1[0-2])", "mm": "[0-5][0-9]", "ss": "[0-5][0-9]",
    "a": r"(?i:[ap]\.? ?m\.?)", "SSSSSSS": "[0-9]{1,7}", "XXX": r"(Z|[+-]\d\d:\d\d)", "XX": r"(Z|[+-]\d{4})", "X": r"(Z|[+-]\d\d)",
}  # fmt: skip
_TOKEN = re.compile(r"'([^']*)'|([A-Za-z])\2*|.")
_ORDERS = (
    "yyyy MM dd",
    "dd MM yyyy",
    "MM dd yyyy",
    "dd MM yy",
    "MM dd yy",
    "yy MM dd",
    "dd MMM yyyy",
    "dd MMM yy",
    "MMM dd yyyy",
)
_CLOCKS = (
    "HH:mm:ss", "HH:mm", "hh:mm:ss a", "hh:mm a", "HH:mm:ss.SSSSSSS", "HH:mm:ss,SSSSSSS", "hh:mm:ss.SSSSSSS a",
    "HH.mm.ss", "HH.mm", "hh.mm.ss a", "hh.mm a", "HH.mm.ss.SSSSSSS", "HH.mm.ss,SSSSSSS",
)  # fmt: skip
_TIME_NAMES = (
    "timestamp",
    "time stamp",
    "time",
    "datetime",
    "date time",
    "date",
    "zeit",
    "zeitstempel",
    "datum",
    "data",
    "hora",
    "ts",
)
_LIKE_TIME = re.compile(r"\d{1,4}.*[:T]\d|\d{1,4}.* \d{1,2}\.\d\d|\d{8}.*\d{6}|[A-Za-z]{3} \d")
_FITS = 0.9
_LOOKED_AT = 500


@dataclass(frozen=True)
class _Fit:
    name: str
    patterns: tuple[str, ...]
    """Those that fit equally well."""
    fitting: int
    cells: int


def guess_time(sheet: Sheet, guess: Guess, column: str | None, pattern: str | None) -> tuple[str, str | None]:
    """The time column and its pattern, null with a question where several fit. What is given is not guessed."""
    names = [column] if column is not None else [name for name in sheet.names if name not in OWN]
    if column is not None and column not in sheet.names:
        raise UnreadableError(f"--time-column: got {column!r}, wanted one of {', '.join(sheet.names)}")
    fits = [fit for name in names if (fit := _fit(sheet, name, pattern)) is not None]
    if not fits:
        raise UnreadableError(_without_time(sheet, pattern))
    best = max(fits, key=lambda fit: (fit.name.lower() in _TIME_NAMES, fit.fitting, -sheet.names.index(fit.name)))
    guess.options["timeColumn"] = best.name
    guess.found("time column", best.name, f"{best.fitting:,} of {best.cells:,} cells are times")
    if len(best.patterns) > 1:
        shown = sheet.one(f"min({sheet.column(best.name)})")[0]
        guess.ask("time-format", f"Every time fits several patterns, such as “{shown}”. Which is meant?", best.patterns)
        return best.name, None
    found = best.patterns[0]
    if pattern is None and _may_lack_a_half_day(sheet, best.name, found):
        ask = (
            f"No hour in “{best.name}” is 0 or above 12: it may be a 12-hour clock that does not say AM or PM, "
            "which nobody can read. Is it 24 hours?"
        )
        guess.ask("time-format", ask, (found,))
        return best.name, None
    guess.options["timeFormat"] = found
    guess.found("time pattern", found, _why(sheet, best, found) if pattern is None else "as you said")
    return best.name, found


def has_offset(pattern: str) -> bool:
    return parse_time_pattern(pattern).has_offset


def wall(sheet: Sheet, name: str, pattern: str) -> str:
    """SQL of a column's times as written, to the second."""
    parsed = parse_time_pattern(pattern)
    format = literal(parsed.format)
    text = f"clock_text({sheet.column(name)}, {format})"
    if parsed.has_offset:
        text = rf"trim(regexp_replace({text}, '(Z|[+-]\d{{2}}(:?\d{{2}})?)$', ''))"
    return f"try_strptime(without_fraction({text}, {format}), {format})"


def _fit(sheet: Sheet, name: str, pattern: str | None) -> _Fit | None:
    cells, column = sheet.count(f"{sheet.column(name)} IS NOT NULL"), sheet.column(name)
    if pattern is not None:
        fitting = sheet.count(f"{wall(sheet, name, pattern)} IS NOT NULL")
        return _Fit(name, (pattern,), fitting, cells) if fitting else None
    found = sheet.con.execute(
        f"SELECT DISTINCT {column} AS text FROM sheet WHERE text IS NOT NULL LIMIT {_LOOKED_AT}"
    ).fetchall()
    near = _near([text for (text,) in found if _LIKE_TIME.match(text)])
    if not near:
        return None
    counts = {each: sheet.count(f"regexp_full_match({column}, {literal(_regex(each))})") for each in near}
    most = max(counts.values())
    if most < cells * _FITS:
        return None
    # a few cells that fit one order only may be those that are wrong
    rivals = [each for each, count in counts.items() if count == most or (most < cells and count > most * _FITS)]
    return _Fit(name, _told_apart(rivals), most, cells)


def _near(texts: list[str]) -> list[str]:
    """Candidates that some text fits. Most begin with a date that none does, and need not be held against each text."""
    near: list[str] = []
    for date, patterns in _candidates().items():
        dated = [text for text in texts if _compiled(date).match(text)]
        near += (each for each in patterns if dated and any(map(_compiled(each).fullmatch, dated)))
    return near


def _told_apart(patterns: list[str]) -> tuple[str, ...]:
    """One of those that read a text alike: of the forms of an offset the first."""
    kept: dict[str, str] = {}
    for each in patterns:
        kept.setdefault(each.rstrip("X "), each)
    return tuple(kept.values())


def _may_lack_a_half_day(sheet: Sheet, name: str, pattern: str) -> bool:
    if "HH" not in pattern:
        return False
    time = wall(sheet, name, pattern)
    least, most, hours, days = sheet.one(
        f"min(hour({time})), max(hour({time})), count(DISTINCT hour({time})), count(DISTINCT {time}::DATE)"
    )
    return least == 1 and most == 12 and hours == 12 and int(str(days)) > 0


def _why(sheet: Sheet, fit: _Fit, pattern: str) -> str:
    whole = (
        "every cell fits"
        if fit.fitting == fit.cells
        else f"{fit.cells - fit.fitting:,} cells are no such time and go to quarantine"
    )
    swapped = pattern.replace("dd", "\0").replace("MM", "dd").replace("\0", "MM")
    if "MMM" in pattern or swapped == pattern or not any(swapped in each for each in _candidates().values()):
        return whole
    column = sheet.column(fit.name)
    proof = sheet.con.execute(
        f"SELECT any_value({column} ORDER BY line) FROM sheet WHERE regexp_full_match({column}, {literal(_regex(pattern))}) "
        f"AND NOT regexp_full_match({column}, {literal(_regex(swapped))})"
    ).fetchone()
    return f"{whole}; “{proof[0]}” can be nothing else" if proof and proof[0] else whole


def _without_time(sheet: Sheet, pattern: str | None) -> str:
    if pattern is not None:
        return f"--time-format: no cell of any column fits {pattern!r}"
    dates = [name for name in sheet.names if _is_date_alone(sheet, name)]
    if dates:
        return f"the date ({dates[0]}) and the time of day stand in columns of their own; wanted both in one: export them together"
    named = [name for name in sheet.names if name.lower() in _TIME_NAMES]
    shown = f"; “{named[0]}” has “{sheet.one(f'min({sheet.column(named[0])})')[0]}”" if named else ""
    return f"no column has times in a pattern that is known{shown}; give --time-format, or export times as text such as 2026-01-31 13:05:00"


def _is_date_alone(sheet: Sheet, name: str) -> bool:
    dates = [r"\d{4}-\d\d?-\d\d?", r"\d\d?[./-]\d\d?[./-]\d{2,4}"]
    column = sheet.column(name)
    return any(sheet.count(f"regexp_full_match({column}, {literal(each)})") > sheet.rows * _FITS for each in dates)


@cache
def _candidates() -> dict[str, tuple[str, ...]]:
    """Patterns by the date that they begin with."""
    dates = [order.replace(" ", mark) for order in _ORDERS for mark in ("-", "/", ".", " ")]
    glued = {date: [f"{date}{glue}{clock}" for glue in (" ", "'T'") for clock in _CLOCKS] for date in dates}
    glued["yyyyMMdd"] = ["yyyyMMddHHmmss", "yyyyMMdd HHmmss", "yyyyMMdd'T'HHmmss", "yyyyMMdd HH:mm:ss"]
    offsets = ("", "XXX", "XX", "X", " XXX", " XX", " X")
    return {
        date: tuple(f"{text}{offset}" for text in texts for offset in offsets if not (offset and text.endswith("a")))
        for date, texts in glued.items()
    }


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_regex(pattern))


@cache
def _regex(pattern: str) -> str:
    """What a text of the pattern looks like, both to Python and to DuckDB."""
    parts = []
    for found in _TOKEN.finditer(pattern):
        parts.append(found[1] if found[1] is not None else _FIELDS.get(found[0]) or re.escape(found[0]))
    return "".join(parts).replace(r"\ (?i:[ap]", " *(?i:[ap]").replace(r"\ ", " +")
