"""That an attribute which appears in AF later is told from the view's start on, and that nothing else is told twice for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pytest
from sender_plant import PiServer, Plant, as_text, readings_of, rows_of, standing

ROOT = r"\\CASEAF\Cases\All"
VIEWS: Mapping[str, Mapping[str, object]] = {
    "adds": {"attributes": ["NEW_NAME", "ADDED", "WHOLE"]},
    "deletes": {"attributes": ["NEW_NAME", "WHOLE"], "restates": True},
    "lacks": {"attributes": ["*_NAME", "WHOLE"], "restates": True},
    "changes": {"attributes": ["WHOLE", "SINGLE"]},
}


class Day(NamedTuple):
    server: PiServer
    senders: Mapping[str, Plant]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Senders that ran at eight and at eight; at noon AF changed. `changes` reads one attribute less from noon to four."""
    server = PiServer("--source", "cases", "--now", "2026-01-01T08:00:00+00:00")
    common = {"name": "cases", "root": ROOT, "start": "2026-01-01T00:00:00Z", "told_again_every_s": 0}
    senders = {
        name: Plant(server, tmp_path_factory.mktemp(name), view={**common, **view}) for name, view in VIEWS.items()
    }
    for sender in senders.values():
        assert sender.run() == 0
    changes = senders["changes"]
    whole = changes.settings
    for now, attributes in (("12:00", ("WHOLE",)), ("16:00", ("WHOLE", "SINGLE"))):
        server.control("clock", {"now": f"2026-01-01T{now}:00+00:00"})
        changes.settings = whole._replace(views=(whole.views[0]._replace(attributes=attributes),))
        assert changes.run() == 0
    server.control("clock", {"now": "2026-01-01T20:00:00+00:00"})
    for sender in senders.values():
        assert sender.run() == 0
    yield Day(server, senders)
    server.end()


def test_a_new_attribute_is_told_from_the_views_start_and_nothing_twice(day: Day) -> None:
    sender = day.senders["adds"]
    told = readings_of(rows_of(sender.landing.objects, "cases"))
    for attribute, count in (("NEW_NAME", 20), ("ADDED", 8), ("WHOLE", 20)):
        path = rf"{ROOT}|{attribute}"
        assert Counter(told[path]) == Counter(map(as_text, day.server.truth(path)[:-1]))
        assert len(told[path]) == count
    (new,) = [line for line in sender.lines if line["event"] == "tags-new"]
    assert (new["tags"], new["reads_from"], new["to"]) == (
        2, "2026-01-01T00:00:00.0000000Z", "2026-01-01T08:00:00.0000000Z",
    )  # fmt: skip


def test_where_files_delete_the_whole_asset_is_told_with_it(day: Day) -> None:
    stands = standing(day.senders["deletes"].landing.objects)
    for attribute in ("NEW_NAME", "WHOLE"):
        path = rf"{ROOT}|{attribute}"
        assert [at for at, _ in stands[path]] == [each[0] for each in day.server.truth(path)[:-1]]


def test_where_files_delete_nothing_is_told_away_for_it_and_the_log_says_so(day: Day) -> None:
    sender = day.senders["lacks"]
    assert len(standing(sender.landing.objects)[rf"{ROOT}|OLD_NAME"]) == 8
    (left,) = [line for line in sender.lines if line["event"] == "not-told-again"]
    assert left["assets"] == [ROOT]


def test_an_attribute_that_comes_back_is_told_from_where_it_went(day: Day) -> None:
    told = readings_of(rows_of(day.senders["changes"].landing.objects, "cases"))
    for attribute in ("WHOLE", "SINGLE"):
        path = rf"{ROOT}|{attribute}"
        assert sorted(each[0] for each in told[path]) == [each[0] for each in day.server.truth(path)[:-1]]
