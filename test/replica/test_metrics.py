"""Metrics of a run: by account, by site and by dataset, and only after it has committed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from landing import START, Landing, reading, settings, tag
from replica.gold.measure import DatasetMeter
from replica.gold.run import Exported
from replica.plan.landed import Landed
from replica.silver import measure
from replica.silver.account import BAD, DUPLICATE, GOOD, QUARANTINED, Account, Entries
from replica.telemetry import metrics
from replica.telemetry.metrics import Measurement, Meter

NOW = START + timedelta(hours=1)
PROCESS, REACTOR, SECOND = (
    ("north", "pi-integrator", "process"),
    ("east", "sender", "reactor"),
    ("east", "sender", "second"),
)
METER = Meter("Airlock", "airlock-test")


def landed(key: str, minute: int = 0, refusal: str | None = None) -> Landed:
    named = re.match(r"^site=([^/]+)/feeder=([^/]+)/view=([^/]+)/", key)
    place = (named[1], named[2], named[3]) if named else None
    at = START + timedelta(minutes=minute)
    return Landed(at, 0, key, "v1", "e", 1, None if refusal else "path", refusal, None, place)


def account(key: str, fates: Mapping[str, int], *, minute: int = 0, outcome: str = "read") -> Account:
    return Account(landed(key, minute), outcome, sum(fates.values()), fates)


def refused(key: str, reason: str) -> Account:
    return Account(landed(key, refusal=reason), "refused")


def measured(measurements: list[Measurement]) -> dict[tuple[str, str], float]:
    return {(each.metric, each.subject): each.value for each in measurements}


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Arguments of each PutMetricData."""
    calls: list[dict[str, Any]] = []

    class CloudWatch:
        def put_metric_data(self, **arguments: Any) -> None:
            calls.append(arguments)

    monkeypatch.setattr("boto3.client", lambda *_, **__: CloudWatch())
    return calls


def test_the_share_of_bad_leaves_exact_repeats_out() -> None:
    found = measured(
        measure.of_accounts(
            [
                account("site=north/feeder=f/view=v/a.csv", {GOOD: 10, BAD: 10, DUPLICATE: 80}),
                account("site=north/feeder=f/view=v/b.csv", {GOOD: 10, QUARANTINED: 10}),
            ]
        )
    )
    assert found["CellsIn", "north"] == 120
    assert found["Quarantined", "north"] == 10
    assert found["ShareBad", "north"] == 25


def test_a_run_of_repeats_alone_has_no_share_of_bad() -> None:
    found = measured(measure.of_accounts([account("site=north/feeder=f/view=v/a.csv", {DUPLICATE: 9})]))
    assert ("ShareBad", "north") not in found
    assert found["CellsIn", "north"] == 9


def test_a_refused_object_counts_at_its_site_even_where_its_key_names_no_view() -> None:
    found = measured(measure.of_accounts([refused("site=north/odd.exe", "F_KEY")]))
    assert found["Refused", "north"] == 1


def test_a_probe_of_the_airlock_is_no_refused_object() -> None:
    found = measured(
        measure.of_accounts([refused("site=north/feeder=f/view=_probe/p", "F_PROBE")]),
    )
    assert found["Refused", "north"] == 0


def test_an_object_that_cannot_be_read_counts_with_no_cell_in_it() -> None:
    entries = Entries(landed("site=north/feeder=f/view=v/a.csv"))
    entries.give_up("F_UNREADABLE", "cut", None)
    unreadable = Account(entries.landed, entries.outcome, entries.cells_in, entries.fates, entries.reasons)
    found = measured(measure.of_accounts([unreadable]))
    assert (found["Unreadable", "north"], found["Quarantined", "north"]) == (1, 0)


@pytest.mark.parametrize(
    ("fate", "outcome", "is_new"),
    [(BAD, "read", True), (DUPLICATE, "read", False), (QUARANTINED, "read", False), (GOOD, "manifest", False)],
    ids=["a bad reading", "an exact repeat", "a lost cell", "a manifest"],
)
def test_only_a_new_reading_freshens(fate: str, outcome: str, is_new: bool) -> None:
    late = account("site=east/feeder=sender/view=reactor/a", {fate: 1}, minute=50, outcome=outcome)
    before = {REACTOR: us(10)}
    assert measure.newest_landed([late], before)[REACTOR] == us(50 if is_new else 10)


def test_a_late_told_older_object_does_not_make_a_site_stale() -> None:
    old = account("site=east/feeder=sender/view=reactor/a", {GOOD: 1}, minute=5)
    assert measure.newest_landed([old], {REACTOR: us(10)}) == {REACTOR: us(10)}


def test_a_site_is_as_fresh_as_its_stalest_view() -> None:
    found = measure.freshness({REACTOR: us(50), SECOND: us(20), PROCESS: us(59)}, [PROCESS, REACTOR, SECOND], NOW)
    assert measured(found) == {("FreshnessSeconds", "east"): 2400, ("FreshnessSeconds", "north"): 60}


def test_a_view_that_never_delivered_tells_nothing() -> None:
    assert measure.freshness({REACTOR: us(50)}, [PROCESS, REACTOR, SECOND], NOW) == [
        Measurement("FreshnessSeconds", "east", 600)
    ]


def test_a_dataset_is_measured_by_age_size_and_empty_cells(landing: Landing, sent: list[dict[str, Any]]) -> None:
    landing.put_tags("tags", [tag("Pressure")])
    landing.put_readings("r1", [reading("Pressure", "2026-01-01T00:00:00Z", "10")])
    landing.clean()
    meter = DatasetMeter(METER, settings(), landing.silver)
    meter.dataset("reactor_data", Exported(rows=10, cells=40, empty=10))
    found = _values(sent)
    assert (found["Cells"], found["ShareEmpty"]) == (40, 25)
    lateness = (datetime.now(UTC) - START - timedelta(minutes=2)).total_seconds()
    assert found["AgeSeconds"] == pytest.approx(lateness, abs=120)
    meter.dataset("reactor_data", None)
    assert _values(sent).keys() == {"AgeSeconds"}


def test_a_dataset_without_any_object_has_no_age(landing: Landing, sent: list[dict[str, Any]]) -> None:
    DatasetMeter(METER, settings(), landing.silver).dataset("reactor_data", Exported(rows=0, cells=0, empty=0))
    assert _values(sent) == {"Cells": 0}


def test_what_is_sent_names_deployment_and_unit(sent: list[dict[str, Any]]) -> None:
    METER.send([Measurement("ShareBad", "north", 2.5)])
    dimensions = [{"Name": "Deployment", "Value": "airlock-test"}, {"Name": "Site", "Value": "north"}]
    datum = {"MetricName": "ShareBad", "Dimensions": dimensions, "Value": 2.5, "Unit": "Percent"}
    assert sent == [{"Namespace": "Airlock", "MetricData": [datum]}]


def test_more_than_a_call_takes_goes_in_several(sent: list[dict[str, Any]]) -> None:
    METER.send(Measurement("CellsIn", f"site-{number}", number) for number in range(1001))
    assert [len(call["MetricData"]) for call in sent] == [1000, 1]


def test_an_answer_that_never_comes_is_said_and_harms_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "us-east-1")
    METER.send([Measurement("CellsIn", "north", 1)])
    assert "metrics were not sent: Could not connect" in capsys.readouterr().err


@pytest.mark.parametrize("argument", ["Airlock", "Airlock/", "/airlock-test"])
def test_half_a_destination_is_refused(argument: str) -> None:
    with pytest.raises(ValueError, match="wanted <namespace>/<deployment>"):
        metrics.meter_of(argument)


def test_without_a_destination_there_is_no_meter() -> None:
    assert metrics.meter_of(None) is None


def test_runs_on_tables_measure_each_time_also_where_nothing_was_new(
    landing: Landing, sent: list[dict[str, Any]]
) -> None:
    landing.put_tags("tags", [tag("Pressure")])
    landing.put_readings(
        "r1",
        [
            reading("Pressure", "2026-01-01T00:00:00Z", "10"),
            reading("Pressure", "2026-01-01T00:01:00Z", "I/O Timeout", state_code=246, is_system=True, good=False),
        ],
    )
    landing.clean(meter=METER)
    first = _values(sent)
    assert (first["CellsIn"], first["ShareBad"]) == (3, pytest.approx(100 / 3))
    landing.put_tags("again", [tag("Pressure", zero=-1.0)])
    landing.clean("r2", meter=METER)
    # the tag list landed two minutes after the readings, and freshens nothing
    lateness = (datetime.now(UTC) - START - timedelta(minutes=2)).total_seconds()
    assert _values(sent)["FreshnessSeconds"] == pytest.approx(lateness, abs=120)
    landing.clean("r3", meter=METER)
    assert _values(sent).keys() == {"FreshnessSeconds"}


def us(minute: int) -> int:
    return int((START + timedelta(minutes=minute)).timestamp() * 1e6)


def _values(sent: list[dict[str, Any]]) -> dict[str, float]:
    """Values of the last call by metric; there is one site."""
    return {each["MetricName"]: each["Value"] for each in sent[-1]["MetricData"]}
