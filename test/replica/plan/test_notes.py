"""Notes by day of intake: none is passed over, and none that is done is listed again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from landing import LONG, Landing, reading, tag
from replica.plan.notes import closed_day, landed_of, notes_after, parse_note
from replica.store.objects import Listed

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
KEY = "site=north/feeder=sender/view=reactor/a, b/c%20d.é.parquet"


class Listing:
    """A bucket that only lists, and tells how many names it was asked for."""

    def __init__(self, names: list[str]) -> None:
        self._names, self.listed_names = sorted(names), 0

    def listed(self, prefix: str, after: str = "") -> Iterator[Listed]:
        for name in self._names:
            if name.startswith(prefix) and name > after:
                self.listed_names += 1
                yield Listed(name, NOW, 0, "")

    def read(self, name: str) -> bytes:
        raise AssertionError(f"{name} was read")


def note(day: date, key: str = KEY, version: str = "v.1") -> str:
    return f"_received/{day:%Y/%m/%d}/{day:%Y%m%d}T010203.456Z,2,789,abc,{version}/{key}.json"


def test_a_key_says_all_that_is_planned_with() -> None:
    (found,) = landed_of(Listing([]), [parse_note("_received/", note(date(2026, 11, 1), version="v%2F1"))])
    assert (found.key, found.version, found.etag, found.size, found.ordinal) == (KEY, "v/1", "abc", 789, 2)
    assert found.landed_at == datetime(2026, 11, 1, 1, 2, 3, 456_000, UTC)
    assert (found.name, found.place) == (f"{KEY}.v/1", ("north", "sender", "reactor"))


@pytest.mark.parametrize("odd", ["a//b.csv", "./a.csv", "a/../b.csv", "a/", "a\x07.csv", "a\u2028.csv"])
def test_an_object_under_a_name_that_is_none_everywhere_is_refused(odd: str) -> None:
    key = f"site=north/feeder=sender/view=reactor/{odd}"
    (found,) = landed_of(Listing([]), [parse_note("_received/", note(date(2026, 11, 1), key))])
    assert (found.key, found.refusal, found.name) == (key, "F_KEY", None)
    assert found.detail is not None
    assert found.detail.startswith("got the ")


def test_days_that_are_done_are_not_listed() -> None:
    old = [note(date(2026, 1, 1) + timedelta(days=number % 300), f"{KEY}/{number}") for number in range(3000)]
    new = [note(date(2026, 11, 2)), note(date(2026, 11, 3))]
    bucket = Listing([*old, *new])
    assert [each.day for each in notes_after(bucket, date(2026, 11, 1))] == [date(2026, 11, 2), date(2026, 11, 3)]
    assert bucket.listed_names == 2


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        (datetime(2026, 11, 3, 0, 59, 59, tzinfo=UTC), date(2026, 11, 1)),
        (datetime(2026, 11, 3, 1, 0, 0, tzinfo=UTC), date(2026, 11, 2)),
    ],
)
def test_a_day_closes_an_hour_after_its_end(now: datetime, closed: date) -> None:
    assert closed_day(now) == closed


def test_two_notes_on_one_version_are_one_object() -> None:
    told = [parse_note("_received/", note(date(2026, 11, day))) for day in (1, 2)]
    assert len(landed_of(Listing([]), told)) == 1


def test_a_name_that_no_intake_writes_is_named_and_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    bucket = Listing(["_received/odd.json", note(date(2026, 11, 1))])
    assert len(list(notes_after(bucket, None))) == 1
    assert "_received/odd.json" in capsys.readouterr().err


def test_a_note_that_comes_late_under_an_open_day_is_read(landing: Landing) -> None:
    landing.put_tags("tags", [tag("Pressure")])
    landing.clean("r1")
    landing.put_readings("late", [reading("Pressure", "2026-01-01T00:00:00Z", "1")], minute=0)
    assert landing.clean("r2")["sites"]["east"]["silver_good"] == 1
    assert landing.rows("pi_event", "source_object") == [(f"{LONG}/late.parquet",)]
