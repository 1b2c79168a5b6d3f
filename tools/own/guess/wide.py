"""Guesses of a wide file, a row an asset and time: of a CSV file all of them, of a Parquet file what its types do not say."""

from __future__ import annotations

from pathlib import Path

from replica.engine.connect import literal
from replica.readers.wide import TICKS

from own.guess.answers import Answers
from own.guess.delimiter import NAMES, guess_delimiter
from own.guess.encoding import guess_encoding
from own.guess.finding import Guess, UnreadableError
from own.guess.header_line import guess_header_line
from own.guess.interval import guess_interval
from own.guess.kinds import Kind, guess_kinds
from own.guess.long_names import ALIKE, check_wide
from own.guess.numbers import guess_decimal
from own.guess.roles import guess_asset
from own.guess.sheet import OWN, Sheet, csv_sheet
from own.guess.time_pattern import guess_time, has_offset, wall
from own.guess.units import guess_units

_ALIKE_IN_CSV = {**ALIKE, "attribute": tuple(name for name in ALIKE["attribute"] if name != "name")}
"""In PI Integrator's views `Name` is of the asset."""


def guess_csv(file: Path, answers: Answers) -> Guess:
    """Raises UnreadableError where no setting helps."""
    guess = Guess({"kind": "wide-csv"})
    encoding = answers.encoding or guess_encoding(file, guess)
    guess.options["encoding"] = encoding
    header_line = _header_line(file, encoding, answers, guess)
    delimiter = _delimiter(answers) or guess_delimiter(file, encoding, header_line, guess)
    if delimiter is None:
        return guess
    guess.options["delimiter"] = delimiter
    sheet = csv_sheet(file, encoding, delimiter, header_line)
    if not sheet.rows:
        raise UnreadableError("it has a header and no row that fits it")
    if sheet.malformed:
        guess.found(
            "rows that do not fit",
            f"{sheet.malformed:,}",
            f"of {sheet.rows + sheet.malformed:,}: they go to quarantine",
        )
    check_wide(sheet, f"pd.read_csv({file.name!r}, sep={delimiter!r})", _ALIKE_IN_CSV)
    _guess_columns(sheet, guess, answers)
    return guess


def _header_line(file: Path, encoding: str, answers: Answers, guess: Guess) -> int | None:
    if answers.header_line is None:
        return guess_header_line(file, encoding, guess)
    guess.options["headerLine"] = answers.header_line
    guess.found("header", f"line {answers.header_line}", "as you said")
    return answers.header_line


def _delimiter(answers: Answers) -> str | None:
    by_name = {name: mark for mark, name in NAMES.items()}
    return None if answers.delimiter is None else by_name.get(answers.delimiter, answers.delimiter)


def _guess_columns(sheet: Sheet, guess: Guess, answers: Answers) -> None:
    time, pattern = guess_time(sheet, guess, answers.time_column, answers.time_format)
    ask_zone(guess, sheet, time, pattern, answers.zone)
    asset = guess_asset(sheet, guess, time, answers.asset_column)
    if asset is None:
        return
    names = [name for name in sheet.names if name not in (*OWN, time, asset)]
    if not names:
        raise UnreadableError(f"beside asset and time it has no column; got {', '.join(sheet.names)}")
    mark = guess_decimal(sheet, names, guess, answers.decimal)
    if pattern is not None:
        guess_interval(sheet, asset, time, pattern, guess, answers.grid, answers.stale_after)
    if mark is not None:
        set_columns(guess, guess_kinds(sheet, names, mark, guess), answers)


def ask_zone(guess: Guess, sheet: Sheet, time: str, pattern: str | None, given: str | None) -> None:
    if pattern is not None and has_offset(pattern):
        guess.options["zone"] = None
        guess.found("time zone", "in each time", "the text ends with it")
    elif given is not None and _is_zone(sheet, given):
        guess.options["zone"] = given
        guess.found("time zone", given, "as you said")
        if pattern is not None and TICKS in sheet.names:
            _let_ticks_stand_in(sheet, guess, time, pattern, given)
    else:
        shown = sheet.one(f"min({sheet.column(time)})")[0]
        ticks = "" if pattern is None else _by_ticks(sheet, time, pattern)
        wrong = "" if given is None else f"“{given}” is no time zone. "
        guess.ask(
            "zone",
            f"{wrong}Times such as “{shown}” are of which time zone?{ticks} (such as Europe/Berlin; UTC, where they are that)",
        )


def _let_ticks_stand_in(sheet: Sheet, guess: Guess, time: str, pattern: str, zone: str) -> None:
    """Sets ticksStandIn where ticks and text agree in every row: but for the hour that clocks turn back by, which ticks tell."""
    instant = f"epoch({wall(sheet, time, pattern)} AT TIME ZONE {literal(zone)})"
    reach = 1 if "ss" in pattern else 60
    apart = f"floor(({_tick_seconds(sheet)} - {instant}) / {reach})"
    agree, told = sheet.count(f"{apart} = 0"), sheet.count(f"{apart} IS NOT NULL")
    turned = sheet.count(f"abs({apart}) = {3600 // reach}")
    if agree == 0 or agree + turned < told:
        return guess.found(
            TICKS, "a witness", f"{told - agree:,} of {told:,} rows contradict it: these go to quarantine"
        )
    guess.options["ticksStandIn"] = True
    guess.found(TICKS, "the time where the text has none that is certain", f"they agree in {agree:,} of {told:,} rows")
    return None


def _is_zone(sheet: Sheet, name: str) -> bool:
    return sheet.con.execute("SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [name]).fetchone() == (1,)


def _by_ticks(sheet: Sheet, time: str, pattern: str) -> str:
    """What PI Integrator's own column says beside the text, if its ticks are UTC, as they are held to be."""
    if TICKS not in sheet.names:
        return ""
    differences = f"round((epoch({wall(sheet, time, pattern)}) - {_tick_seconds(sheet)}) / 900) / 4"
    told = sheet.con.execute(
        f"SELECT DISTINCT {differences} AS hours FROM sheet WHERE hours IS NOT NULL ORDER BY hours LIMIT 4"
    ).fetchall()
    hours = " or ".join(f"{row[0]:+g}" for row in told)
    return f" By {TICKS} they are {hours} hours from UTC." if told else ""


def _tick_seconds(sheet: Sheet) -> str:
    return f"(try_cast({sheet.column(TICKS)} AS BIGINT) / 1e7 - 62135596800)"


def set_columns(guess: Guess, kinds: dict[str, Kind], answers: Answers) -> None:
    numbers = [name for name, kind in kinds.items() if kind.type == "Float64"]
    units = guess_units(numbers, guess, answers.units, answers.no_unit)
    guess.columns = [
        {"name": name, "unit": units.get(name), "type": kind.type, "step": kind.step, "zero": None, "span": None}
        for name, kind in kinds.items()
    ]
