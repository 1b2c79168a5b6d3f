"""System states in every dress, by the numbers of AVEVA's own list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from contract import rows_of
from corpus.seeded.made import Made, csv_text, iso, minutes
from corpus.table import Row

_BLANKS = ["", " ", "\u00a0", "\t", "\u202f", "  "]


def cases(random: Random) -> Iterator[Made]:
    states = rows_of("states.csv")
    yield Made("02-state-object", "r-dresses", _in_numbers(random, random.sample(states, 16)))
    yield Made("03-translated-state", "r-codes", _by_code(random, random.sample(states, 10)))
    yield Made("04-own-states", "r-digital-unsaid", _digital(random, random.sample(states, 14), None))
    yield Made("04-own-states", "r-digital-own", _digital(random, random.sample(states, 10), "false"))
    yield Made("04-own-states", "r-digital-csv", _digital_csv(random.sample(states, 14)))


def _in_numbers(random: Random, states: list[dict[str, str]]) -> dict[str, Any]:
    times = minutes(len(states))
    rows = [["P-1", str(time), _dressed(random, state)] for time, state in zip(times, states, strict=True)]
    right = [{"time": iso(time), **_bad(state)} for time, state in zip(times, states, strict=True)]
    view = {"columns": [{"name": "X", "unit": "m3/h"}], "delimiter": ";"}
    given = [{"text": csv_text(["Name", "TimeStamp", "X"], rows, ";")}]
    about = "Made-up dresses of system states in a column of numbers"
    return {"about": about, "view": view, "given": given, "expected": {"readings": right}}


def _dressed(random: Random, state: dict[str, str]) -> str:
    name, code = state["name"], int(state["code"])
    members = [("Name", name), ("Value", code), ("IsSystem", True)]
    random.shuffle(members)
    padded = random.choice(_BLANKS) + random.choice([name, name.lower(), name.upper()]) + random.choice(_BLANKS)
    quoted = json.dumps(dict(members)).replace('"', '""')
    return random.choice([padded, padded, f'"{dict(members)!r}"', f'"{quoted}"'])


def _bad(state: dict[str, str]) -> dict[str, Any]:
    return {"reason": "STATE_SYSTEM", "state": int(state["code"])}


def _by_code(random: Random, states: list[dict[str, str]]) -> dict[str, Any]:
    words = ["Keine Verbindung", "Sem dados", "Arrêt", "データなし", "Kein Messwert"]
    rows, right = [], []
    for time, state in zip(minutes(len(states)), states, strict=True):
        row = {"attribute": "X", "timestamp": iso(time), "value": random.choice(words), "state_code": state["code"]}
        rows.append({**row, "is_system": random.choice(["true", None])})
        right.append({"time": iso(time), **_bad(state)})
    tags = [{"attribute": "X", "unit": "m3/h"}]
    about = "Translated states by their codes on a tag of numbers"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}


def _digital(random: Random, states: list[dict[str, str]], is_system: str | None) -> dict[str, Any]:
    rows: list[Row] = []
    right: list[Row] = []
    for time, state in zip(minutes(len(states)), states, strict=True):
        is_own = is_system == "false" or state["severity"] == "good"
        row: Row = {"attribute": "M", "timestamp": iso(time), "value": state["name"], "state_code": state["code"]}
        rows.append({**row, "is_system": is_system})
        shown = {"value": int(state["code"]), "text": state["name"], "state": int(state["code"])}
        right.append({"time": iso(time), **(shown if is_own else _bad(state))})
    time = minutes(len(states) + 1)[-1]
    code = random.randint(0, 20)
    rows.append({"attribute": "M", "timestamp": iso(time), "value": "RUN", "state_code": code, "is_system": is_system})
    right.append({"time": iso(time), "value": code, "text": "RUN", "state": code})
    tags = [{"attribute": "M", "type": "Digital", "step": "true"}]
    about = "A digital tag that shows system states, or states of the same names and codes of the site's own"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}


def _digital_csv(states: list[dict[str, str]]) -> dict[str, Any]:
    times = minutes(len(states))
    rows = [["P-1", str(time), state["name"]] for time, state in zip(times, states, strict=True)]
    right = [
        {"time": iso(time), **({"text": state["name"]} if state["severity"] == "good" else _bad(state))}
        for time, state in zip(times, states, strict=True)
    ]
    view = {"columns": [{"name": "M", "type": "Digital", "step": True}]}
    given = [{"text": csv_text(["Name", "TimeStamp", "M"], rows)}]
    about = "System states by name in a digital column of a CSV file"
    return {"about": about, "view": view, "given": given, "expected": {"readings": right}}
