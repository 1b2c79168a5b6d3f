"""Outcome of an attempt on a batch, by the rules that AWS documents."""

from __future__ import annotations

import json
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from standin.kinesis.batches import Batch, Failure, Rules, Settled, failure_of, rules_of, settle, split_expired
from standin.kinesis.streams import one_at_a_time, sequence_number

RULES = Rules(batch_size=10, window=0, bisects=False, max_retries=2, max_age=None, reports_failures=True)
BISECTS = Rules(batch_size=10, window=0, bisects=True, max_retries=2, max_age=60, reports_failures=True)
THROWN = Failure(0, is_thrown=True)


def batch(numbers: str, retries: int = 0) -> Batch:
    """A batch of records whose sequence numbers are these digits; each arrived at ten times its number."""
    records = [{"kinesis": {"sequenceNumber": n, "approximateArrivalTimestamp": int(n) * 10}} for n in numbers]
    return Batch(tuple(records), retries=retries)


def named(*numbers: object) -> dict[str, Any]:
    return {"body": {"batchItemFailures": [{"itemIdentifier": number} for number in numbers]}}


@pytest.mark.parametrize(
    "body", [None, "", [], {}, {"batchItemFailures": []}, {"batchItemFailures": None}, '{"batchItemFailures": []}']
)
def test_a_response_that_names_nothing_is_a_success(body: object) -> None:
    assert failure_of(batch("123"), RULES, {"body": body}) is None


@pytest.mark.parametrize(
    "result",
    [
        {"error": True},
        named("4"),
        named(""),
        named(None),
        {"body": "neither JSON nor empty"},
        {"body": {"batchItemFailures": [{"wrong": "1"}]}},
    ],
)
def test_an_error_and_a_response_that_names_a_stranger_fail_the_whole_batch(result: dict[str, Any]) -> None:
    assert failure_of(batch("123"), RULES, result) == THROWN


def test_of_several_named_records_the_lowest_counts() -> None:
    failure = Failure(1, is_thrown=False)
    assert failure_of(batch("1234"), RULES, named("4", "2")) == failure
    assert failure_of(batch("1234"), RULES, {"body": json.dumps(named("4", "2")["body"])}) == failure


def test_a_mapping_that_wants_no_reports_takes_none() -> None:
    assert failure_of(batch("12"), rules_of({}), named("1")) is None


def test_a_partial_failure_is_tried_again_from_its_record_and_uses_a_retry() -> None:
    assert settle(batch("1234"), RULES, Failure(2, is_thrown=False)) == Settled(again=(batch("34", 1),), done=2)


def test_a_split_at_the_named_record_uses_no_retry() -> None:
    assert settle(batch("1234"), BISECTS, Failure(2, is_thrown=False)) == Settled(again=(batch("34"),), done=2)


def test_where_the_first_record_is_named_there_is_nothing_to_split_off() -> None:
    assert settle(batch("1234"), BISECTS, Failure(0, is_thrown=False)) == Settled(again=(batch("1234", 1),))


def test_a_thrown_batch_is_halved_and_uses_no_retry() -> None:
    assert settle(batch("12345", 2), BISECTS, THROWN) == Settled(again=(batch("12", 2), batch("345", 2)))


def test_a_single_record_cannot_be_halved_and_is_given_up_after_its_retries() -> None:
    assert settle(batch("1", 1), BISECTS, THROWN) == Settled(again=(batch("1", 2),))
    assert settle(batch("1", 2), BISECTS, THROWN) == Settled(given_up=batch("1", 2), done=1)


def test_a_batch_is_given_up_from_the_record_that_failed_last() -> None:
    assert settle(batch("123", 2), RULES, Failure(1, is_thrown=False)) == Settled(given_up=batch("23", 2), done=3)


def test_no_limit_means_no_end() -> None:
    assert rules_of({"MaximumRetryAttempts": -1}).max_retries is None
    assert settle(batch("1", 99), rules_of({}), THROWN) == Settled(again=(batch("1", 100),))


@pytest.mark.parametrize(("now", "expired", "rest"), [(60, "", "123"), (70, "1", "23"), (100, "123", "")])
def test_records_that_are_too_old_are_split_off(now: float, expired: str, rest: str) -> None:
    wanted = tuple(batch(part) if part else None for part in (expired, rest))
    assert split_expired(batch("123"), BISECTS, now) == wanted


def test_a_sequence_number_has_56_digits_and_grows_from_record_to_record() -> None:
    start = 1_795_000_000_999 << 16
    numbers = [sequence_number(serial) for serial in (start, start + 1, start + (1 << 16))]
    assert [len(number) for number in numbers] == [56, 56, 56]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 3


def test_a_record_that_comes_while_others_expire_is_kept() -> None:
    kept, begun = {"records": ["old"]}, Event()

    def expire() -> None:
        left: list[str] = []
        begun.set()
        sleep(0.05)
        kept["records"] = left

    expiring = Thread(target=one_at_a_time(expire))
    expiring.start()
    begun.wait()
    one_at_a_time(lambda: kept["records"].append("new"))()
    expiring.join()
    assert kept["records"] == ["new"]
