from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import bad, event, minute
from delta_tables import write_table
from replica_figures.quality import read_quality

FLOW = "east:Unit 1|Flow"


def run(tag: str, at: int, good: int, bad: int, **more: object) -> dict[str, Any]:
    """What the run of a minute told of a tag without a limit of silence, of objects that were new."""
    nothing: dict[str, Any] = {"reasons": {}, "was_good": 0, "was_bad": 0, "was_reasons": {}, "exact_duplicates": 0}
    told = {"silver_good": good, "silver_bad": bad, "last_event": minute(at), "processed_at": minute(at)}
    place = {"site": "east", "feeder": "sender", "view": "reactor", "tag_id": tag, "run_id": f"r{at}"}
    return {**place, "is_current": False, **nothing, **told, **more}


def read(tmp_path: Path, *rows: dict[str, Any], events: list[dict[str, Any]] | None = None) -> list[dict[str, Any]]:
    write_table(tmp_path / "delta/tag_quality", "tag_quality", list(rows))
    tag = {"tag_id": FLOW, "asset": "Unit 1", "attribute": "Flow", "unit": "kPa", "is_current": True}
    write_table(tmp_path / "delta/tag", "tag", [tag, {**tag, "unit": "bar", "is_current": False}])
    write_table(tmp_path / "delta/pi_event", "pi_event", events or [event("Flow", 1, 2.5)], ["site", "event_date"])
    return read_quality(str(tmp_path))


def test_the_runs_of_a_tag_add_up(tmp_path: Path) -> None:
    first = run(FLOW, 1, 5, 2, reasons={"STATE_SYSTEM": 2})
    [flow] = read(tmp_path, first, run(FLOW, 2, 3, 1, reasons={"VALUE_EMPTY": 1}))
    assert (flow["good"], flow["bad"], flow["reasons"]) == (8, 3, {"STATE_SYSTEM": 2, "VALUE_EMPTY": 1})
    assert flow["last_event"] == minute(2).isoformat()


def test_what_was_judged_again_counts_once(tmp_path: Path) -> None:
    again = run(FLOW, 2, 7, 0, was_good=5, was_bad=2, was_reasons={"STATE_SYSTEM": 2})
    [flow] = read(tmp_path, run(FLOW, 1, 5, 2, reasons={"STATE_SYSTEM": 2}), again)
    assert (flow["good"], flow["bad"], flow["reasons"]) == (7, 0, {})


def test_of_several_silences_the_longest_is_named(tmp_path: Path) -> None:
    silences = [(2, 1, 30.0, 90.0, 1), (3, 2, 120.0, 100.0, 2), (4, 0, 0.0, None, None)]
    rows = [
        run(FLOW, at, 1, 0, gaps=gaps, gap_s=all_s, longest_gap_s=longest, longest_gap_from=since and minute(since))
        for at, gaps, all_s, longest, since in silences
    ]
    [flow] = read(tmp_path, *rows)
    assert (flow["gaps"], flow["gap_s"], flow["longest_gap_s"]) == (3, 150.0, 100.0)
    assert flow["longest_gap_from"] == minute(2).isoformat()


def test_a_tag_without_a_limit_has_no_silence_rather_than_none_of_length(tmp_path: Path) -> None:
    [flow] = read(tmp_path, run(FLOW, 1, 1, 0))
    assert (flow["gaps"], flow["gap_s"], flow["longest_gap_s"], flow["longest_gap_from"]) == (None, None, None, None)


def test_a_tag_that_two_views_report_is_two_rows(tmp_path: Path) -> None:
    rows = read(tmp_path, run(FLOW, 1, 1, 0), run(FLOW, 1, 4, 0, view="slow"))
    assert [(row["view"], row["good"]) for row in rows] == [("reactor", 1), ("slow", 4)]


def test_a_tag_tells_its_unit_its_period_and_its_last_value(tmp_path: Path) -> None:
    outdated = event("Flow", 9, 7.0, is_current=False)
    events = [event("Flow", 3, 2.5), event("Flow", 2, 1.0), outdated]
    [flow] = read(
        tmp_path, run(FLOW, 3, 2, 0, first_event=minute(2)), run(FLOW, 9, 1, 0, first_event=minute(1)), events=events
    )
    assert (flow["asset"], flow["attribute"], flow["unit"], flow["last_value"]) == ("Unit 1", "Flow", "kPa", "2.5")
    assert (flow["first_event"], flow["last_event"]) == (minute(1).isoformat(), minute(9).isoformat())


def test_a_tag_whose_last_reading_is_bad_has_no_last_value(tmp_path: Path) -> None:
    [flow] = read(
        tmp_path,
        run(FLOW, 3, 2, 1),
        events=[event("Flow", 2, 1.0), bad("Flow", 3, "STATE_SYSTEM", "Bad", state_name="I/O Timeout")],
    )
    assert flow["last_value"] is None


def test_a_tag_that_no_list_knows_stands_without_a_unit(tmp_path: Path) -> None:
    [other] = read(tmp_path, run("east:Unit 1|Other", 1, 1, 0))
    assert (other["tag_id"], other["unit"], other["last_value"]) == ("east:Unit 1|Other", None, None)
