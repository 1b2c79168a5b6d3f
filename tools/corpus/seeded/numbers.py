"""Numbers in every spelling, with the answers of Python's own fractions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Any

from corpus.seeded.made import Made, csv_text, iso, minutes

_GROUP = "15-numbers"
_LOOKALIKES = [
    "0x{0}",
    "{0}_0",
    "{0} 000",
    "{0}.1.2",
    "{0}d",
    "{0}L",
    "({0})",
    "{0}%",
    "--{0}",
    "{0}e",
    "e{0}",
    "1,{0},0",
]
_RANGES = {"Int16": 2**15, "Int32": 2**31}


def cases(random: Random) -> Iterator[Made]:
    for number, decimal in enumerate((".", ","), start=1):
        yield Made(_GROUP, f"r-numbers-{number}", _spellings(random, decimal))
    yield Made(_GROUP, "r-type-limits", _limits(random))
    yield Made(_GROUP, "r-whole-numbers", _whole(random))


def _spellings(random: Random, decimal: str) -> dict[str, Any]:
    texts = [_number(random) for _ in range(20)]
    odd = [form.format(random.randint(1, 99)) for form in random.sample(_LOOKALIKES, 6)]
    shown = [text.replace(".", decimal) for text in texts] + [text for text in odd if decimal not in text]
    rows, right = [], []
    for time, text in zip(minutes(len(shown)), shown, strict=False):
        rows.append(["P-1", str(time), text])
        right.append({"time": iso(time), **_verdict(text.replace(decimal, ".") if text not in odd else None)})
    view = {"columns": [{"name": "X", "unit": "m3/h"}], "delimiter": ";", "decimal": decimal}
    told = csv_text(["Name", "TimeStamp", "X"], rows, ";")
    return _case("Numbers in made-up spellings are read exactly, what only resembles one is not", view, told, right)


def _number(random: Random) -> str:
    digits = "".join(random.choice("0123456789") for _ in range(random.randint(1, 14)))
    place = random.randint(0, len(digits))
    text = random.choice(["", "-", "+"]) + digits[:place] + random.choice([".", ""]) + digits[place:]
    return text + random.choice(["", "", f"e{random.randint(-30, 30)}", f"E+{random.randint(0, 20)}"])


def _verdict(text: str | None) -> dict[str, Any]:
    if text is None:
        return {"reason": "VALUE_UNPARSEABLE"}
    value = float(text)
    return {"value": value} if math.isfinite(value) else {"reason": "VALUE_NONFINITE"}


def _limits(random: Random) -> dict[str, Any]:
    rows, right = [], []
    for kind, limit in _RANGES.items():
        values = [-limit, limit - 1, -limit - 1, limit, random.randrange(-limit, limit), limit * random.randint(2, 99)]
        for time, value in zip(minutes(len(values)), values, strict=True):
            holds = -limit <= value < limit
            place = {"attribute": kind, "time": iso(time)}
            rows.append({"attribute": kind, "timestamp": iso(time), "value": str(value)})
            right.append({**place, **({"value": value} if holds else {"reason": "TYPE_OVERFLOW"}), "unit": "%"})
    tags = [{"attribute": kind, "type": kind, "unit": "%"} for kind in _RANGES]
    about = "Whole numbers about the limits of a tag's type"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}


def _whole(random: Random) -> dict[str, Any]:
    values = [random.randrange(2**53, 2**62) for _ in range(12)] + [random.randrange(2**53) for _ in range(3)]
    rows, right = [], []
    for time, value in zip(minutes(len(values)), values, strict=True):
        is_exact = Fraction(float(value)) == value
        rows.append(["P-1", str(time), str(value)])
        right.append({"time": iso(time), **({"value": float(value)} if is_exact else {"reason": "VALUE_INEXACT"})})
    view = {"columns": [{"name": "Total", "unit": "kg"}]}
    told = csv_text(["Name", "TimeStamp", "Total"], rows)
    return _case("Whole numbers beyond a double's 53 bits are exact or bad", view, told, right)


def _case(about: str, view: dict[str, Any], text: str, right: list[dict[str, Any]]) -> dict[str, Any]:
    return {"about": about, "view": view, "given": [{"text": text}], "expected": {"readings": right}}
