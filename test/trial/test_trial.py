"""That a trial tells what an identity can do, for identities with a right too many and a right too few."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from conftest import FOLDER, identity
from not_implemented import NOT_IMPLEMENTED
from standin.testing.local_cloud import LocalCloud
from tried.plan import Identity, Plan
from tried.reads import try_reads
from tried.row import Row
from tried.writes import try_writes

PUT = {
    "Effect": "Allow",
    "Action": ["s3:PutObject", "s3:AbortMultipartUpload"],
    "Resource": f"arn:aws:s3:::*/{FOLDER}*",
}
LEAK = {"Effect": "Allow", "Action": ["s3:GetObjectVersion", "kinesis:GetRecords"], "Resource": "*"}


@pytest.fixture(scope="module")
def leaking(cloud: LocalCloud, plan: Plan) -> list[Row]:
    return list(try_reads(plan, identity(cloud, PUT, LEAK)))


def of(rows: list[Row], operation: str, target: str) -> Row:
    [row] = [row for row in rows if (row.operation, row.target) == (operation, target)]
    return row


@pytest.mark.parametrize("operation", ["GetObject (a version)", "CopyObject (a version)"])
def test_a_read_that_passes_is_reported_as_allowed(leaking: list[Row], operation: str) -> None:
    row = of(leaking, operation, "its own object")
    assert (row.wanted, row.owner, row.observed) == ("refused", "allowed", "allowed")


def test_records_read_by_anothers_iterator_are_reported_as_allowed(leaking: list[Row]) -> None:
    assert of(leaking, "GetRecords (with the owner's iterator)", "its own stream").observed == "allowed"


def test_no_other_read_is_reported_as_allowed(leaking: list[Row]) -> None:
    leaks = {"GetObject (a version)", "HeadObject (a version)", "CopyObject (a version)", "UploadPartCopy (a version)"}
    allowed = {row.operation for row in leaking if row.observed == "allowed"}
    assert {name for name in allowed - leaks if not name.startswith("GetRecords")} == set()


def test_nothing_is_left_unclear(leaking: list[Row]) -> None:
    assert [row for row in leaking if "unclear" in (row.owner, row.observed)] == []


@pytest.mark.parametrize("client", NOT_IMPLEMENTED)
def test_no_operation_goes_over_to_those_that_only_the_proof_covers(leaking: list[Row], client: str) -> None:
    missing = {row.operation for row in leaking if row.service == client and row.owner == "not implemented"}
    assert missing == NOT_IMPLEMENTED[client]


def test_what_the_owner_made_for_a_trial_is_gone(cloud: LocalCloud, leaking: list[Row]) -> None:
    buckets = [each["Name"] for each in cloud.client("s3").list_buckets()["Buckets"]]
    assert [name for name in buckets if name.startswith("tried-")] == []


def test_a_write_that_is_refused_is_reported_so(cloud: LocalCloud, plan: Plan) -> None:
    rows = try_writes(plan, identity(cloud, {**PUT, "Resource": "arn:aws:s3:::nowhere/*"}))
    observed: Mapping[str, str] = {row.operation: row.observed for row in rows if row.service == "s3"}
    assert set(observed.values()) == {"refused"}, observed


def test_an_action_opened_on_purpose_is_not_tried(cloud: LocalCloud, plan: Plan) -> None:
    closed = identity(cloud, PUT)
    opened = Identity(**{**vars(closed), "opened": frozenset({"s3:ListBucket"})})
    rows = [row for row in try_reads(plan, opened) if row.operation == "ListObjectsV2"]
    assert {row.observed for row in rows} == {"not tried"}
