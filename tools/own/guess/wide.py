"""Guesses of a wide file, a row an asset and time: of a CSV file all of them, of a Parquet file what its types do not say."""

from __future__ import annotations

from pathlib import Path

from replica.readers.wide import TICKS

from own.guess.answers import Answers
from own.guess.delimiter import NAMES, guess_delimiter
from own.guess.encoding import guess_encoding
from own.guess.finding import Guess, UnreadableError
from own.guess.interval import guess_interval
from own.guess.kinds import Kind, guess_kinds
from own.guess.numbers import guess_decimal
from own.guess.roles import guess_asset
from own.guess.sheet import OWN, Sheet, csv_sheet
from own.guess.time_pattern import guess_time, has_offset, wall
from own.guess.units import guess_units


def guess_csv(file: Path, answers: Answers) -> Guess:
    """Raises UnreadableError where no setting helps."""
    guess = Guess({"kind": "wide-csv"})
    encoding = answers.encoding or guess_encoding(file, guess)
    guess.options["encoding"] = encoding
    delimiter = _delimiter(answers) or guess_delimiter(file, encoding, guess)
    if delimiter is None:
        return guess
    guess.options["delimiter"] = delimiter
    sheet = csv_sheet(file, encoding, delimiter)
    if not sheet.rows:
        raise UnreadableError("it has a header and no row that fits it")
    if sheet.malformed:
        guess.found(
            "rows that do not fit",
            f"{sheet.malformed:,}",
            f"of {sheet.rows + sheet.malformed:,}: they go to quarantine",
        )
    _guess_columns(sheet, guess, answers)
    return guess


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
    else:
        shown = sheet.one(f"min({sheet.column(time)})")[0]
        ticks = "" if pattern is None else _by_ticks(sheet, time, pattern)
        wrong = "" if given is None else f"“{given}” is no time zone. "
        guess.ask(
            "zone",
            f"{wrong}Times such as “{shown}” are of which time zone?{ticks} (such as Europe/Berlin; UTC, where they are that)",
        )


def _is_zone(sheet: Sheet, name: str) -> bool:
    return sheet.con.execute("SELECT count(*) FROM pg_timezone_names() WHERE name = ?", [name]).fetchone() == (1,)


def _by_ticks(sheet: Sheet, time: str, pattern: str) -> str:
    """What PI Integrator's own column says beside the text, if its ticks are UTC, as they are held to be."""
    if TICKS not in sheet.names:
        return ""
    seconds = f"try_cast({sheet.column(TICKS)} AS BIGINT) // 10000000 - 62135596800"
    differences = f"round((epoch({wall(sheet, time, pattern)}) - ({seconds})) / 900) / 4"
    told = sheet.con.execute(
        f"SELECT DISTINCT {differences} AS hours FROM sheet WHERE hours IS NOT NULL ORDER BY hours LIMIT 4"
    ).fetchall()
    hours = " or ".join(f"{row[0]:+g}" for row in told)
    return f" By {TICKS} they are {hours} hours from UTC." if told else ""


def set_columns(guess: Guess, kinds: dict[str, Kind], answers: Answers) -> None:
    numbers = [name for name, kind in kinds.items() if kind.type == "Float64"]
    units = guess_units(numbers, guess, answers.units, answers.no_unit)
    guess.columns = [
        {"name": name, "unit": units.get(name), "type": kind.type, "step": kind.step, "zero": None, "span": None}
        for name, kind in kinds.items()
    ]
