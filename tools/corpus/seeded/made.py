"""What a seeded kind makes: a case as its file would say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

DAY = datetime(2026, 1, 5)
"""Made-up readings begin here: before anything lands."""


@dataclass(frozen=True)
class Made:
    """`told` is what `read_case.case_of` takes."""

    group: str
    name: str
    told: dict[str, Any]


def iso(time: datetime) -> str:
    """A wall time as that of UTC."""
    return f"{time.isoformat()}Z"


def minutes(count: int) -> list[datetime]:
    """So many times, a minute apart."""
    return [DAY + timedelta(minutes=number) for number in range(count)]


def word(random: Random) -> str:
    """A name such as plants give: letters of several scripts, blanks, signs."""
    letters = "abcdefgXYZ0189 _-.()/%°éß流量"
    middle = "".join(random.choice(letters) for _ in range(random.randint(3, 9)))
    return f"{random.choice('PTFLQ')}{middle}{random.choice('ABC123')}"


def csv_text(header: list[str], rows: list[list[str]], delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(row) for row in [header, *rows]) + "\n"
