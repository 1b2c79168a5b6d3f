"""Guesses of a Parquet file, which says its columns' types: wide, a row an asset and time; or long, a row a reading."""

from __future__ import annotations

from pathlib import Path

from replica.engine.connect import literal
from replica.readers.reader import name_key

from contract import columns_of
from own.guess.answers import Answers
from own.guess.finding import Guess, UnreadableError
from own.guess.interval import guess_interval, set_interval
from own.guess.kinds import Kind, guess_kinds
from own.guess.long_names import ALIKE, NEEDED, as_contract, check_quality, check_wide
from own.guess.numbers import LIKE_NUMBER, guess_decimal
from own.guess.roles import guess_asset
from own.guess.sheet import OWN, Sheet, parquet_sheet
from own.guess.time_pattern import guess_time
from own.guess.units import guess_units, known_unit
from own.guess.wide import ask_zone, set_columns


def guess_parquet(file: Path, answers: Answers) -> Guess:
    """Raises UnreadableError where no setting helps."""
    sheet = parquet_sheet(file)
    if not sheet.rows:
        raise UnreadableError("it has no row")
    told = {name_key(name) for name in sheet.names}
    if told.issuperset(NEEDED):
        return _long(as_contract(sheet), answers)
    check_wide(sheet, f"pd.read_parquet({file.name!r})", ALIKE)
    return _wide(sheet, answers)


def _wide(sheet: Sheet, answers: Answers) -> Guess:
    guess = Guess({"kind": "wide-parquet"})
    stamps = [name for name in sheet.names if sheet.types[name].startswith("TIMESTAMP")]
    if answers.time_column is None and len(stamps) > 1:
        guess.ask("time-column", "Which column has the time of a row?", tuple(stamps))
        return guess
    column = answers.time_column or next(iter(stamps), None)
    if column in stamps:
        time, pattern = str(column), _pattern_of(sheet, str(column))
        guess.options |= {"timeColumn": time, "timeFormat": None}
        guess.found("time column", time, f"its type is {sheet.types[time]}")
    else:
        time, found = guess_time(sheet, guess, column, answers.time_format)
        if found is None:
            return guess
        pattern = found
    ask_zone(guess, sheet, time, pattern, answers.zone)
    asset = guess_asset(sheet, guess, time, answers.asset_column)
    if asset is None:
        return guess
    names = [name for name in sheet.names if name not in (*OWN, time, asset)]
    guess_interval(sheet, asset, time, pattern, guess, answers.grid, answers.stale_after)
    texts = [name for name in names if sheet.types[name] == "VARCHAR"]
    mark = _decimal(sheet, texts, guess, answers.decimal)
    if mark is not None:
        kinds = guess_kinds(sheet, texts, mark, guess) | guess_kinds(
            sheet, [name for name in names if name not in texts], ".", guess
        )
        set_columns(guess, {name: kinds[name] for name in names}, answers)
    return guess


def _decimal(sheet: Sheet, texts: list[str], guess: Guess, given: str | None) -> str | None:
    """Of columns of text alone: a number that is one has no mark."""
    if any(
        sheet.count(f"regexp_full_match({cell}, '{LIKE_NUMBER}') AND regexp_matches({cell}, '[.,]')")
        for cell in map(sheet.column, texts)
    ):
        return guess_decimal(sheet, texts, guess, given)
    guess.options["decimal"] = "."
    return "."


def _long(sheet: Sheet, answers: Answers) -> Guess:
    guess = Guess({"kind": "long-parquet"})
    given = sheet.types["timestamp"]
    if given.startswith("TIMESTAMP") and not _is_utc(sheet, "timestamp"):
        raise UnreadableError(
            "its timestamps say no time zone, and a long file's view cannot say it. In pandas: "
            "df['timestamp'] = df['timestamp'].dt.tz_localize('Europe/Berlin')"
        )
    guess.found("form", "a row a reading", f"it has the columns {', '.join(NEEDED)}")
    guess.found("time", "timestamp", f"its type is {given}")
    check_quality(sheet)
    left = [name for name in sheet.names if name not in columns_of("reading")]
    if left:
        guess.found("passed over", ", ".join(left), "columns that the contract does not have")
    unit = "any_value(unit)" if "unit" in sheet.names else "NULL"
    tags = _tags(sheet)
    guess.found(
        "tags",
        f"{len(tags):,}",
        f"different pairs of asset and attribute, of {len({asset for asset, _ in tags}):,} assets",
    )
    _set_tags(sheet, guess, answers, tags, unit != "NULL")
    _set_interval(sheet, guess, answers)
    return guess


def _set_tags(sheet: Sheet, guess: Guess, answers: Answers, tags: list[tuple[str, str]], has_units: bool) -> None:
    """`columns` are of tags: a line of the site's list each."""
    kinds: dict[str, Kind] = {}
    units: dict[str, str | None] = {}
    for attribute in sorted({attribute for _, attribute in tags}):
        one = _only(sheet, attribute)
        kinds |= {attribute: guess_kinds(one, ["value"], ".", Guess())["value"]}
        guess.found(f"attribute {attribute}", kinds[attribute].type, kinds[attribute].why)
        if has_units and kinds[attribute].type == "Float64":
            told = sorted(
                {
                    str(row[0])
                    for row in one.con.execute(f"SELECT DISTINCT {one.column('unit')} FROM sheet").fetchall()
                    if row[0]
                }
            )
            if len(told) == 1 and known_unit(told[0]) is not None:
                units[attribute] = told[0]
    numbers = [name for name, kind in kinds.items() if kind.type == "Float64"]
    units |= guess_units([name for name in numbers if name not in units], guess, answers.units, answers.no_unit)
    guess.columns = [
        {"asset": asset, "attribute": attribute, "unit": units.get(attribute), "type": kinds[attribute].type, "step": kinds[attribute].step,
         "zero": None, "span": None}
        for asset, attribute in tags
    ]  # fmt: skip


def _tags(sheet: Sheet) -> list[tuple[str, str]]:
    asset, attribute = sheet.column("asset"), sheet.column("attribute")
    return sheet.con.execute(
        f"SELECT DISTINCT {asset}, {attribute} FROM sheet WHERE {asset} IS NOT NULL AND {attribute} IS NOT NULL ORDER BY ALL"
    ).fetchall()


def _only(sheet: Sheet, attribute: str) -> Sheet:
    con = sheet.con.cursor()
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE sheet AS FROM main.sheet WHERE {sheet.column('attribute')} = {literal(attribute)}"
    )
    return Sheet(con, sheet.names, sheet.types, 0)


def _set_interval(sheet: Sheet, guess: Guess, answers: Answers) -> None:
    found = sheet.con.execute(
        f"""SELECT quantile_cont(step, 0.5), quantile_cont(step, 0.9)
        FROM (SELECT epoch(lead(moment) OVER (PARTITION BY asset, attribute ORDER BY moment) - moment) AS step
            FROM (SELECT DISTINCT {sheet.column("asset")} AS asset, {sheet.column("attribute")} AS attribute,
                try_cast({sheet.column("timestamp")} AS TIMESTAMPTZ) AS moment FROM sheet))
        WHERE step > 0"""
    ).fetchone()
    usual, longest = found or (None, None)
    set_interval(guess, usual, longest, "the usual step between readings of a tag", answers.grid, answers.stale_after)


def _pattern_of(sheet: Sheet, time: str) -> str:
    """As DuckDB shows a timestamp of its type."""
    return "yyyy-MM-dd HH:mm:ss.SSSSSSS" + ("X" if _is_utc(sheet, time) else "")


def _is_utc(sheet: Sheet, name: str) -> bool:
    return "TIME ZONE" in sheet.types[name] or "TZ" in sheet.types[name]
