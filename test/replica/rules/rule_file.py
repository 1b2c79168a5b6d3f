"""Tests of a rule as data: rows given, rows expected, in cases/<rule>.toml; README.md says how to write one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"
ARROW, LINE_FEED = "→", "␊"
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z")
_UNIX_EPOCH_TICKS = 621_355_968_000_000_000

Row = dict[str, str | None]


@dataclass(frozen=True)
class Section:
    """Cases that one run of the rule answers: what is given of each and what is expected, by column."""

    about: str
    sql: str
    steps: list[str]
    given: list[Row]
    expected: list[Row]


@dataclass(frozen=True)
class RuleFile:
    """The steps of a section are run one after the other on the table `reads`; `gives` is what the last one makes, or a query of it."""

    rule: str
    reads: str
    gives: str
    tables: dict[str, list[Row]]
    sections: list[Section]


def rule_files() -> list[RuleFile]:
    return [read_rule_file(path) for path in sorted(FOLDER.glob("*.toml"))]


def read_rule_file(path: Path) -> RuleFile:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    tables = {name: rows_of(text) for name, text in told.get("tables", {}).items()}
    steps = told.get("steps", [path.stem])
    sections = [_section(each, steps) for each in told["cases"]]
    return RuleFile(path.stem, told["reads"], told["gives"], tables, sections)


def rows_of(text: str) -> list[Row]:
    """The rows of a table as text: cells between ` | `, nothing for null, and in quotes what has blanks around it or is empty."""
    names, rows = _table(text)
    return [_row(names, cells) for cells in rows]


def _table(text: str) -> tuple[list[str], list[list[str | None]]]:
    header, *rows = (_cells(line) for line in text.strip("\n").split("\n") if line.strip())
    odd = [cells for cells in rows if len(cells) != len(header)]
    assert not odd, f"got {odd[0]}, wanted a cell for each of {header}"
    return [str(name) for name in header], rows


def _row(names: list[str], cells: list[str | None]) -> Row:
    return {name: _as_ticks(name, cell) for name, cell in zip(names, cells, strict=True)}


def _section(told: dict[str, Any], steps: list[str]) -> Section:
    names, rows = _table(told["rows"])
    split = names.index(ARROW)
    given = [_row(names[:split], cells[:split]) for cells in rows]
    expected = [_row(names[split + 1 :], cells[split + 1 :]) for cells in rows]
    return Section(told.get("about", ""), told.get("sql", ""), told.get("steps", steps), given, expected)


def _cells(line: str) -> list[str | None]:
    return [_cell(text.strip(" ")) for text in re.split(r"(?:(?<= )|^)\|(?= |$)", line)]


def _cell(text: str) -> str | None:
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace(LINE_FEED, "\n")
    return text.replace(LINE_FEED, "\n") or None


def _as_ticks(name: str, cell: str | None) -> str | None:
    """A time as the number of 100 ns since 0001-01-01, where the column counts in these."""
    found = _TIME.fullmatch(cell) if cell and "ticks" in name else None
    if found is None:
        return cell
    since = datetime.fromisoformat(f"{found[1]}+00:00") - datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    seconds = since.days * 86_400 + since.seconds
    return str(seconds * 10_000_000 + int((found[2] or "").ljust(7, "0")) + _UNIX_EPOCH_TICKS)
