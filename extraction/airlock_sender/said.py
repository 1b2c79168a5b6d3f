"""What the sender says, what it means, and what to do: said.csv, which fills the page for whoever runs it too.

`kind` is event (of a log line), exit, or the class of an error; `says` of an error is a part of its words, … any words.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Said(NamedTuple):
    kind: str
    says: str
    means: str
    to_do: str

    def fits(self, words: str) -> bool:
        return re.search(".*".join(map(re.escape, self.says.split("…"))), words, re.DOTALL) is not None


@cache
def said() -> tuple[Said, ...]:
    text = files("airlock_sender").joinpath("said.csv").read_text(encoding="utf-8")
    return tuple(Said(**row) for row in csv.DictReader(text.splitlines()))


def advice(error: BaseException) -> str:
    """What to do about an error: of its own class before that of those above it, and the first row that fits."""
    rows = [row for kind in type(error).__mro__ for row in said() if row.kind == kind.__name__]
    to_do = next((row.to_do for row in rows if row.fits(str(error))), "")
    return re.sub(r"\[([^]]+)\]\(([^)]+)\)", r"\1: docs/feeders/\2", to_do)
