"""That an attribute which appears in AF later is told from the view's start on, and that nothing else is told twice for it."""

from __future__ import annotations

from collections import Counter

from sender_plant import MakePlant, PiServer, Plant, Serve, as_text, readings_of, rows_of, standing

MORNING, EVENING = "2026-01-01T08:00:00+00:00", "2026-01-01T20:00:00+00:00"
ROOT = r"\\CASEAF\Cases\All"


def view(*attributes: str, **more: object) -> dict[str, object]:
    told = {"name": "cases", "root": ROOT, "start": "2026-01-01T00:00:00Z", "told_again_every_s": 0}
    return {**told, "attributes": list(attributes), **more}


def at_morning_and_evening(serve: Serve, plant: MakePlant, told: dict[str, object]) -> tuple[PiServer, Plant]:
    server = serve("--source", "cases", "--now", MORNING)
    sender = plant(server, view=told)
    assert sender.run() == 0
    server.control("clock", {"now": EVENING})
    assert sender.run() == 0
    return server, sender


def test_a_new_attribute_is_told_from_the_views_start_and_nothing_twice(serve: Serve, plant: MakePlant) -> None:
    server, sender = at_morning_and_evening(serve, plant, view("NEW_NAME", "ADDED", "WHOLE"))
    told = readings_of(rows_of(sender.landing.objects, "cases"))
    for attribute, count in (("NEW_NAME", 20), ("ADDED", 8), ("WHOLE", 20)):
        path = rf"{ROOT}|{attribute}"
        assert Counter(told[path]) == Counter(map(as_text, server.truth(path)[:-1]))
        assert len(told[path]) == count
    (new,) = [line for line in sender.lines if line["event"] == "tags-new"]
    assert (new["tags"], new["reads_from"], new["to"]) == (2, "2026-01-01T00:00:00.0000000Z", "2026-01-01T08:00:00.0000000Z")


def test_where_files_delete_the_whole_asset_is_told_with_it(serve: Serve, plant: MakePlant) -> None:
    server, sender = at_morning_and_evening(serve, plant, view("NEW_NAME", "WHOLE", restates=True))
    stands = standing(sender.landing.objects)
    for attribute in ("NEW_NAME", "WHOLE"):
        path = rf"{ROOT}|{attribute}"
        assert [at for at, _ in stands[path]] == [each[0] for each in server.truth(path)[:-1]]


def test_where_files_delete_nothing_is_told_away_for_it_and_the_log_says_so(serve: Serve, plant: MakePlant) -> None:
    _, sender = at_morning_and_evening(serve, plant, view("*_NAME", "WHOLE", restates=True))
    stands = standing(sender.landing.objects)
    assert len(stands[rf"{ROOT}|OLD_NAME"]) == 8
    (left,) = [line for line in sender.lines if line["event"] == "not-told-again"]
    assert left["assets"] == [ROOT]


def test_an_attribute_that_comes_back_is_told_from_where_it_went(serve: Serve, plant: MakePlant) -> None:
    server = serve("--source", "cases", "--now", MORNING)
    sender = plant(server, view=view("WHOLE", "SINGLE"))
    for now, attributes in ((None, ("WHOLE", "SINGLE")), ("12:00", ("WHOLE",)), ("16:00", ("WHOLE", "SINGLE"))):
        if now:
            server.control("clock", {"now": f"2026-01-01T{now}:00+00:00"})
        (told,) = sender.settings.views
        sender.settings = sender.settings._replace(views=(told._replace(attributes=attributes),))
        assert sender.run() == 0
    told = readings_of(rows_of(sender.landing.objects, "cases"))
    for attribute in ("WHOLE", "SINGLE"):
        assert sorted(each[0] for each in told[rf"{ROOT}|{attribute}"]) == [
            each[0] for each in server.truth(rf"{ROOT}|{attribute}")[:-1]
        ]
