"""The words that stacks, functions, jobs and tools share, as data: read from a folder or a zip alike."""

from __future__ import annotations

import csv
import json
import re
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Reason(NamedTuple):
    """Why a cell or an object is not good. `fate` is bad, suspect, quarantined or refused; `remedy` is what mends it."""

    code: str
    fate: str
    words: str
    remedy: str


def rows_of(name: str) -> list[dict[str, str]]:
    """Rows of `contract/<name>` by header."""
    text = (files("contract") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def reasons() -> dict[str, Reason]:
    """Every reason by its code."""
    return {row["code"]: Reason(**row) for row in rows_of("reasons.csv")}


class _Codes:
    """`REASON.VALUE_EMPTY` is that code, and an AttributeError where reasons.csv has none such."""

    def __getattr__(self, code: str) -> str:
        if code not in reasons():
            raise AttributeError(f"got the reason {code}, wanted one of contract/reasons.csv: {', '.join(reasons())}")
        return code


def columns_of(table: str) -> dict[str, str]:
    """Type by column of `contract/tables/<table>.json`, in order, in the words of Spark's DDL."""
    columns: dict[str, dict[str, str]] = _json(f"tables/{table}.json")["columns"]
    return {name: told["type"] for name, told in columns.items()}


def column_notes(table: str) -> dict[str, str]:
    """Meaning of each column, with its unit, in a line."""
    columns: dict[str, dict[str, str]] = _json(f"tables/{table}.json")["columns"]
    return {
        name: f"{told['meaning']} [{told['unit']}]" if "unit" in told else told["meaning"]
        for name, told in columns.items()
    }


@cache
def _json(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(files("contract").joinpath(*name.split("/")).read_text(encoding="utf-8"))
    return parsed


def key_fault(key: str) -> str | None:
    """What makes a landing key no name that is one everywhere: a store, a folder or a shell would take it for another, or null."""
    character = _UNSAFE_CHARACTER.search(key)
    if character:
        return f"got the character U+{ord(character[0]):04X}, wanted none that controls"
    segment = _UNSAFE_SEGMENT.search(key)
    return f'got the part "{segment[1]}" between slashes, wanted none that is empty, "." or ".."' if segment else None


REASON = _Codes()
_WORDS = _json("words.json")

LANDING_KEY = re.compile(_WORDS["landing"]["key"])
"""Groups: site, feeder, view."""
_UNSAFE_SEGMENT = re.compile(_WORDS["landing"]["unsafeSegment"])
_UNSAFE_CHARACTER = re.compile(_WORDS["landing"]["unsafeCharacter"])
MANIFEST_SUFFIX: str = _WORDS["landing"]["manifestSuffix"]
PROBE_VIEW: str = _WORDS["views"]["probe"]
"""View under which an identity may try what it may do; the intake lets such an object no further."""
TAGS_VIEW: str = _WORDS["views"]["tags"]
"""View under which a sender tells what its tags are."""
NOTE_FOLDERS: tuple[str, ...] = tuple(_WORDS["bronze"]["notes"].values())
NOTE_BODY: str = _WORDS["bronze"]["noteBody"]
"""In the key of a note whose landing key does not fit into it: its body must be read."""
NOTE_DAY_CLOSES_AFTER = timedelta(minutes=_WORDS["bronze"]["noteDayClosesAfterMinutes"])
"""So long after its end no note is written any more under a day."""
STREAM_VERSION: str = _WORDS["bronze"]["streamVersion"]
STREAM_FOLDER: str = _WORDS["bronze"]["stream"]
ON_FAILURE_FOLDER: str = _WORDS["silver"]["onFailure"]
EXCHANGE_FOLDER: str = _WORDS["silver"]["exchange"]
"""What the tasks of one run hand to each other; nothing of it outlives the run."""
DELTA_FOLDER: str = _WORDS["delta"]
SILVER_TABLES: tuple[str, ...] = tuple(_WORDS["silver"]["tables"])
"""Tables of silver that crawlers catalogue."""
COLUMN_NAME_TABLE: str = _WORDS["gold"]["columnNames"]
SHARE: str = _WORDS["gold"]["share"]
"""Ends the name of the column beside an attribute's that says how much of the cell good readings cover."""
STATISTICS: dict[str, str] = _WORDS["gold"]["statistics"]
"""What a dataset may show of each cell beside the sample, in order, and how the names of these columns end."""
JOB_METRICS: dict[str, dict[str, str]] = _WORDS["metrics"]["jobs"]
"""Dimension, beside the deployment, unit and statistic of each metric."""
TIME_FIELDS: dict[str, dict[str, str]] = _json("time-pattern.json")["fields"]
"""Letters of a view's time pattern: the part of the time that they are, and strptime's word for it."""
TIME_MEANT: dict[str, str] = _json("time-pattern.json")["meant"]
"""What is meant by letters of other programs' patterns."""
