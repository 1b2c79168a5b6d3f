from __future__ import annotations

import base64
import json
from datetime import datetime
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest
from plant.__main__ import main
from plant.config import Config, load_config
from plant.delivery import Play, Record
from plant.plays import SMALL, play_site
from plant.truth.accounting import Account
from plant.verbs import settled

COLUMNS = "asset attribute point timestamp value state_code is_system good questionable substituted annotated unit"


CONFIG = Path(__file__).parents[2] / "config/local.json"


def batches(play: Play) -> list[list[Record]]:
    return [list(batch) for _, batch in groupby(play.records, key=lambda record: record.batch)]


def account_of_stream(play: Play) -> Account:
    (account,) = (each for each in settled(play, "late").accounts if each.part == "stream")
    return account


def is_poison(record: Record) -> bool:
    return record.cell.lost == "ROW_MALFORMED"


def test_a_record_is_a_reading_as_json_and_its_text_keeps_every_digit(reactor: Play) -> None:
    for record in reactor.records:
        if is_poison(record):
            continue
        said, cell = json.loads(record.data), record.cell
        assert " ".join(said) == COLUMNS
        assert record.partition_key == "|".join(cell.tag) == f"{said['asset']}|{said['attribute']}"
        assert datetime.fromisoformat(said["timestamp"]).timestamp() == cell.at
        assert (float(said["value"]) if said["good"] else None) == cell.value


def test_the_stream_carries_what_comes_after_the_first_look(config: Config, reactor: Play) -> None:
    site = config.sites["east-chemicals"]
    filed = play_site(site._replace(is_streamed=False), 7, SMALL)
    assert filed.records == ()
    assert [each for each in reactor.deliveries if each.part != "stream"] == filed.deliveries
    _, first, *_ = (each for each in filed.deliveries if each.view == filed.view)
    sent = {(record.cell.tag, record.cell.at) for record in reactor.records}
    told = {(cell.tag, cell.at) for cell in first.cells}
    late = {(fault.where, *fault.attributes, fault.first) for fault in reactor.faults if fault.kind == "late_reading"}
    assert sent <= told | {(tag, at) for tag, at in sent if (*tag, at) in late}
    assert {(*tag, at) for tag, at in told - sent} <= late


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_one_of_the_first_500_records_is_no_json_object(config: Config, seed: int) -> None:
    play = play_site(config.sites["east-chemicals"], seed, SMALL)
    (poison,) = (record for record in play.records if is_poison(record))
    assert poison in play.records[:500]
    with pytest.raises(json.JSONDecodeError):
        json.loads(poison.data)
    assert account_of_stream(play).reasons["ROW_MALFORMED"] == 1


def test_the_records_of_a_tag_keep_the_order_of_their_times(reactor: Play) -> None:
    sent = [record for batch in batches(reactor)[:-1] for record in batch]
    assert all(before.cell.at <= after.cell.at for before, after in pairwise(sent))
    numbers = [record.batch for record in reactor.records]
    assert numbers == sorted(numbers)


def test_a_batch_that_is_sent_again_brings_duplicates_and_changes_nothing(reactor: Play) -> None:
    *sent, again = batches(reactor)
    assert [record.data for record in again] in [[record.data for record in batch] for batch in sent]
    assert len(again) == len(sent[0]) <= 500
    (delivery,) = (each for each in reactor.deliveries if each.part == "stream")
    without = delivery._replace(cells=delivery.cells[: -len(again)])
    others = [each for each in reactor.deliveries if each.part == "main"]
    once = settled(reactor._replace(deliveries=[*others, without]), "stream")
    twice = settled(reactor, "stream")
    assert twice.current == once.current
    assert twice.accounts[-1].duplicates - once.accounts[-1].duplicates == len(again)


def test_the_truth_ends_with_the_last_part_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    expect = ["expect", "--small", "--site", "east-chemicals", "--json"]
    said = []
    for more in ([], ["--after", "late"], ["--after", "stream"]):
        assert main([*expect, *more]) == 0
        said.append(json.loads(capsys.readouterr().out)["east-chemicals"]["totals"])
    assert said[0] == said[1]
    assert said[0]["cells_in"] > said[2]["cells_in"]


def test_the_command_lists_the_records_as_they_are_sent(reactor: Play, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["records", "--small", "--site", "east-chemicals"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["partitionKey"], base64.b64decode(line["data"]), line["batch"]) for line in lines] == [
        (record.partition_key, record.data, record.batch) for record in reactor.records
    ]


def test_a_site_without_a_stream_has_no_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["records", "--small", "--site", "north-refinery"]) == 0
    assert capsys.readouterr().out == ""


@pytest.fixture
def alone() -> dict[str, Any]:
    """A configuration whose one site has a sender alone."""
    document: dict[str, Any] = json.loads(CONFIG.read_text())
    document["sites"] = [site for site in document["sites"] if site["id"] == "east-chemicals"]
    document["sites"][0]["feeders"] = [each for each in document["sites"][0]["feeders"] if each["profile"] == "sender"]
    return document


def test_what_a_sender_tells_cannot_be_put(
    alone: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "local.json"
    file.write_text(json.dumps(alone))
    assert main(["feed", "--small", "--site", "east-chemicals", "--run", "first", "--config", str(file)]) == 2
    assert "is fed by its sender alone" in capsys.readouterr().err


def test_a_stream_of_another_view_than_the_one_played_is_refused(alone: dict[str, Any], tmp_path: Path) -> None:
    alone["sites"][0]["feeders"][0]["stream"]["view"] = "other"
    (tmp_path / "local.json").write_text(json.dumps(alone))
    with pytest.raises(ValueError, match="is played in view 'reactor', got a stream of 'other'"):
        load_config(tmp_path / "local.json")
